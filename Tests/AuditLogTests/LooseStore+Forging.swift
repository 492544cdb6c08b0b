@testable import AuditLog

extension LooseRow {
  /// The same place with something else in it, well made and with its hash.
  ///
  /// - Parameter previous: The hash it follows; the one it has if nothing is given.
  func rewritten(after previous: HashValue?, _ lot: inout Lot) -> LooseRow? {
    guard let record else { return nil }
    return forged(at: record.seq, after: previous ?? record.previous, &lot)
  }

  func forged(at seq: Int64, after previous: HashValue, _ lot: inout Lot) -> LooseRow? {
    guard let record else { return nil }
    var entry = record.entry
    switch Int.random(in: 0..<3, using: &lot) {
    case 0: entry.entityIDs = ["key-\(lot.next())"]
    case 1: entry.status = entry.status == .ok ? .refused : .ok
    default: entry.statement = "destroy \"\(lot.next())\""
    }
    return LooseRow(AuditLog.Record(sealing: entry, seq: seq, at: record.at, previous: previous))
  }
}

extension LooseStore {
  /// Puts rows between others; those behind them move on.
  mutating func insert(_ rows: [LooseRow], at place: Int) {
    records.insert(contentsOf: rows, at: place)
    for index in place..<records.count { records[index].move(to: Int64(index + 1)) }
  }

  /// Chains the records to those before them, with new hashes.
  mutating func seal(from start: Int) {
    for index in records.indices.dropFirst(start) {
      guard let record = records[index].record else { continue }
      let previous = index == 0 ? HashValue.zero : records[index - 1].stored.computedHash
      records[index] = LooseRow(
        AuditLog.Record(sealing: record.entry, seq: record.seq, at: record.at, previous: previous))
    }
  }

  func isCovered(_ seq: Int64) -> Bool { signed.contains { $0.values[1].integer == seq } }

  /// Signs what lies below the checkpoint now.
  mutating func sign(again index: Int, with key: AuditKey) {
    guard let old = signed[index].stored(identity.id).checkpoint else { return }
    var tree = MerkleFrontier()
    for row in records.prefix(Int(old.size)) { tree.append(row.stored.computedHash) }
    let head = records.prefix(Int(old.size)).last?.stored.computedHash ?? .zero
    let made = try? Checkpoint(
      number: old.number, store: old.store, frontier: tree, head: head, at: old.at, key: key)
    guard let made else { return }
    signed[index] = LooseCheckpoint([
      .integer(made.number), .integer(made.size), .text(made.root.description), .text(made.head.description),
      .text(made.at.description), .text(Hexadecimal.text(made.signature)), .text(Checkpoint.text(of: tree.peaks)),
    ])
  }
}

extension Lot {
  mutating func index(_ store: LooseStore) -> Int { Int.random(in: store.records.indices, using: &self) }

  /// Mostly a late one: what is to be made anew behind it takes its time.
  mutating func lateIndex(_ store: LooseStore) -> Int {
    Int.random(
      in: Int.random(in: 1...15, using: &self) == 1 ? store.records.indices : store.records.indices.suffix(9),
      using: &self)
  }

  /// A few records in a row.
  mutating func block(_ store: LooseStore) -> Range<Int> {
    let start = index(store)
    return start..<min(store.records.count, start + Int.random(in: 1...12, using: &self))
  }
}
