@testable import AuditLog

/// A way to edit a store, and the kinds that name it rightly.
struct Tampering: Sendable {
  let name: String
  /// - Returns: The right names; nothing if the lot fell on an edit that changes nothing.
  let edit: @Sendable (inout LooseStore, inout Lot) -> [Finding.Kind]?

  init(_ name: String, _ edit: @escaping @Sendable (inout LooseStore, inout Lot) -> [Finding.Kind]?) {
    self.name = name
    self.edit = edit
  }

  /// - Parameter other: Another store's rows.
  /// - Parameter forger: A key that is not the store's.
  static func all(other: LooseStore, forger: AuditKey) -> [Tampering] {
    [
      column, place, hash, recordBytes, recordAndColumn, sealedAgain, chainSealedAgain, swap, removal, closedRemoval,
      insertion, chainedInsertion, copy, truncation, truncationWithCheckpoints, splicedIn(other), splicedOver(other),
      checkpointColumn, checkpointRemoval, signedAgain(forger), allSignedAgain(forger), storeID, storeKey(forger),
    ]
  }

  private static let column = Tampering("a column") { store, lot in
    let column = Column.allCases.dropFirst().randomElement(using: &lot) ?? .kind
    let place = Column.allCases.firstIndex(of: column) ?? 1
    let index = Int.random(in: store.records.indices, using: &lot)
    let old = store.records[index].values[place]
    let others = store.records.map { $0.values[place] }
    let isNeeded = [.session, .at, .kind, .previous].contains(column)
    let choices: [StoreValue] = [
      others.randomElement(using: &lot) ?? .null, isNeeded ? "" : .null, .text((old.text ?? "") + " "), "forged",
      .text(String((old.text ?? "").dropLast())), 4711,
    ]
    guard let value = choices.randomElement(using: &lot), value != old else { return nil }
    store.records[index].set(place, value)
    return [.editedColumn(column.rawValue)]
  }

  private static let place = Tampering("a place") { store, lot in
    let index = Int.random(in: store.records.indices, using: &lot)
    let free = [-3, 0, Int64.max, Int64.random(in: 1000...9000, using: &lot)]
    store.records[index].move(to: free.randomElement(using: &lot) ?? 0)
    store.sort()
    return [.editedColumn("seq")]
  }

  private static let hash = Tampering("a hash") { store, lot in
    let index = Int.random(in: store.records.indices, using: &lot)
    let other = store.records.randomElement(using: &lot)?.stored.storedHash ?? .zero
    let values = [HashValue.of([UInt8.random(in: 0...255, using: &lot)]).description, other.description, "", "x"]
    guard let value = values.randomElement(using: &lot) else { return nil }
    guard value != store.records[index].stored.storedHash?.description else { return nil }
    store.records[index].set(LooseRow.hashPlace, .text(value))
    return [.editedColumn("hash")]
  }

  private static let recordBytes = Tampering("bytes of a record") { store, lot in
    let index = Int.random(in: store.records.indices, using: &lot)
    guard var bytes = store.records[index].values[LooseRow.recordPlace].text.map({ Array($0.utf8) }) else {
      return nil
    }
    let place = Int.random(in: bytes.indices, using: &lot)
    switch Int.random(in: 0..<4, using: &lot) {
    case 0: bytes[place] ^= 1
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &lot), at: place)
    default: bytes.removeLast(place)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if text == store.records[index].values[LooseRow.recordPlace].text { return nil }
    store.records[index].set(LooseRow.recordPlace, .text(text))
    return [.editedRecord]
  }

  private static let recordAndColumn = Tampering("a record and its columns") { store, lot in
    let index = Int.random(in: store.records.indices, using: &lot)
    let hash = store.records[index].values[LooseRow.hashPlace]
    guard var row = store.records[index].rewritten(after: nil, &lot) else { return nil }
    row.set(LooseRow.hashPlace, hash)
    store.records[index] = row
    return [.editedRecord]
  }

  private static let sealedAgain = Tampering("a record with a new hash") { store, lot in
    let index = Int.random(in: store.records.indices, using: &lot)
    guard let row = store.records[index].rewritten(after: nil, &lot) else { return nil }
    store.records[index] = row
    return [.editedRecord]
  }

  private static let chainSealedAgain = Tampering("a record and every hash after it") { store, lot in
    let start = lot.lateIndex(store)
    guard let row = store.records[start].rewritten(after: nil, &lot) else { return nil }
    store.records[start] = row
    store.seal(from: start + 1)
    // The last one before a checkpoint can be told from those before it.
    return store.isCovered(Int64(start + 1)) ? [.editedRecord, .resealed] : [.resealed]
  }

  private static let swap = Tampering("a swap") { store, lot in
    let (one, other) = (lot.index(store), lot.index(store))
    if one == other { return nil }
    let seqs = (store.records[one].seq, store.records[other].seq)
    store.records[one].move(to: seqs.1)
    store.records[other].move(to: seqs.0)
    store.sort()
    return [.swapped]
  }

  private static let removal = Tampering("a removal") { store, lot in
    let start = lot.index(store)
    let end = min(store.records.count, start + Int.random(in: 1...9, using: &lot))
    let isTail = end == store.records.count
    store.records.removeSubrange(start..<end)
    return [isTail ? .truncated : .removed]
  }

  private static let closedRemoval = Tampering("a removal without a gap") { store, lot in
    let start = lot.index(store)
    let end = min(store.records.count, start + Int.random(in: 1...9, using: &lot))
    let isTail = end == store.records.count
    store.records.removeSubrange(start..<end)
    for index in start..<store.records.count { store.records[index].move(to: Int64(index + 1)) }
    return [isTail ? .truncated : .removed]
  }

  private static let insertion = Tampering("an insertion with a hash") { store, lot in
    let place = lot.index(store)
    guard let row = store.records[lot.index(store)].forged(at: Int64(place + 1), after: .of([7]), &lot) else {
      return nil
    }
    store.insert([row], at: place)
    return [.inserted]
  }

  private static let chainedInsertion = Tampering("an insertion that follows the one before") { store, lot in
    let place = lot.index(store)
    let previous = place == 0 ? HashValue.zero : store.records[place - 1].stored.computedHash
    guard let row = store.records[lot.index(store)].forged(at: Int64(place + 1), after: previous, &lot) else {
      return nil
    }
    store.insert([row], at: place)
    return [.inserted]
  }

  private static let copy = Tampering("a copy of a record") { store, lot in
    store.insert([store.records[lot.index(store)]], at: Int.random(in: 0...store.records.count, using: &lot))
    return [.inserted]
  }

  private static let truncation = Tampering("a truncation") { store, lot in
    store.records.removeSubrange(lot.index(store)...)
    return [.truncated]
  }

  private static let truncationWithCheckpoints = Tampering("a truncation with its checkpoints") { store, lot in
    let size = lot.index(store)
    store.records.removeSubrange(size...)
    store.signed.removeAll { $0.values[1].integer ?? 0 > size }
    return [.truncated]
  }

  private static func splicedIn(_ other: LooseStore) -> Tampering {
    Tampering("a session of another store, put between") { store, lot in
      let block = lot.block(other)
      store.insert(Array(other.records[block]), at: lot.index(store))
      return [.inserted]
    }
  }

  private static func splicedOver(_ other: LooseStore) -> Tampering {
    Tampering("a session of another store, in place of records") { store, lot in
      let block = lot.block(other).clamped(to: store.records.indices)
      store.records.replaceSubrange(block, with: other.records[block])
      // Nothing follows a block at the end: that the rest was made anew is all that can be told.
      if block.upperBound == store.records.count { return [.spliced, .resealed] }
      return block.count == 1 ? [.spliced, .editedRecord] : [.spliced]
    }
  }

  private static let checkpointColumn = Tampering("a column of a checkpoint") { store, lot in
    let index = Int.random(in: store.signed.indices, using: &lot)
    let place = Int.random(in: LooseCheckpoint.names.indices, using: &lot)
    let old = store.signed[index].values[place]
    let other = store.signed.randomElement(using: &lot)?.values[place] ?? .null
    let number = StoreValue.integer(Int64.random(in: 100...200, using: &lot))
    let values =
      place == 0 ? [number, 0, -4] : place == 1 ? [other, number] : [other, "", .text((old.text ?? "") + "0")]
    guard let value = values.randomElement(using: &lot), value != old else { return nil }
    store.signed[index].values[place] = value
    store.sort()
    return [LooseCheckpoint.names[place] == "peaks" ? .editedColumn("peaks") : .checkpointForged]
  }

  private static let checkpointRemoval = Tampering("a checkpoint removed") { store, lot in
    store.signed.remove(at: Int.random(in: store.signed.indices, using: &lot))
    return [.checkpointRemoved]
  }

  private static func signedAgain(_ forger: AuditKey) -> Tampering {
    Tampering("a checkpoint signed with another key") { store, lot in
      store.sign(again: Int.random(in: store.signed.indices, using: &lot), with: forger)
      return [.checkpointForged]
    }
  }

  private static func allSignedAgain(_ forger: AuditKey) -> Tampering {
    Tampering("records made anew and all signed with another key") { store, lot in
      let start = lot.lateIndex(store)
      guard let row = store.records[start].rewritten(after: nil, &lot) else { return nil }
      store.records[start] = row
      store.seal(from: start + 1)
      for index in store.signed.indices { store.sign(again: index, with: forger) }
      store.identity = StoreIdentity(id: store.identity.id, publicKey: forger.publicKey)
      return [.keyReplaced]
    }
  }

  private static let storeID = Tampering("the store's ID") { store, lot in
    store.identity = StoreIdentity(id: "\(lot.next())", publicKey: store.identity.publicKey)
    return [.checkpointForged]
  }

  private static func storeKey(_ forger: AuditKey) -> Tampering {
    Tampering("the store's key") { store, _ in
      store.identity = StoreIdentity(id: store.identity.id, publicKey: forger.publicKey)
      return [.keyReplaced]
    }
  }
}
