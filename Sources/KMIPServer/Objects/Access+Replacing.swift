import KMIP
import KeyStore

extension Access {
  /// Writes down what takes the place of what, and wraps anew what the old keys wrap.
  /// - Returns: The objects that the old keys cannot read.
  func replace(_ pairs: [(old: StoredObject, new: StoredObject)], _ writer: StoreWriter) throws -> [String] {
    for pair in pairs {
      try writer.update(pair.old)
      try writer.insert(try atRest(pair.new, in: writer.reader), inPlaceOf: pair.old.id)
    }
    // A key that waits wraps nothing yet: the old one still reads what it wraps.
    let begun = pairs.filter { $0.new.state == .active }
    return try begun.flatMap { try rewrapAll(under: $0.old.id, as: $0.new.id, writer) }
  }

  /// A name stands for one set: whoever brings another key under it would take the set's place.
  func checkKeySet(of object: StoredObject, in store: StoreReader) throws {
    guard let name = object.attributes.keySetName else { return }
    var other: String?
    try store.visitKeySet(name) { id in
      guard id != object.id, let member = try find(id, in: store), !member.isDestroyed,
        !Self.isPair(member, object)
      else { return true }
      other = id
      return false
    }
    guard let other else { return }
    throw OperationFailure(
      .invalidAttributeValue, "the key set \(name) has another key already: \(other)")
  }

  private static func isPair(_ one: StoredObject, _ other: StoredObject) -> Bool {
    [LinkType.publicKeyLink, .privateKeyLink].contains {
      one.attributes.link($0) == other.id || other.attributes.link($0) == one.id
    }
  }
}

extension Context {
  func reportUnread(_ kept: [String], _ key: String) {
    guard !kept.isEmpty else { return }
    let some = kept.prefix(5).joined(separator: ", ")
    report("\(kept.count) objects stay wrapped under \(key), which was replaced and cannot read them: \(some)")
  }
}
