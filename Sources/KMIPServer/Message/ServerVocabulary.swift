import KMIP
import TTLV

/// What JSON has, and what it has beyond that: fields that nobody knows, which are skipped.
struct ServerVocabulary: Vocabulary {
  private let names = BareOperationVocabulary()

  // A tag that no specification and no server uses.
  private static let unknown = Tag(0x54_DFFF)

  func name(of tag: Tag) -> String? {
    // In answers it is the one field of RNG Seed, which Cosmian's clients know by this name.
    tag == .dataLength ? "AmountOfSeedData" : names.name(of: tag)
  }

  func tag(named name: String) -> Tag? { names.tag(named: name) ?? Self.unknown }

  func name(of value: UInt32, in tag: Tag) -> String? { names.name(of: value, in: tag) }
  func value(named name: String, in tag: Tag) -> UInt32? { names.value(named: name, in: tag) }
  // Masks are written as numbers: Cosmian's clients read no words.
  func maskBit(named name: String, in tag: Tag) -> Int32? { names.maskBit(named: name, in: tag) }
  func subject(of tag: Tag, after siblings: ArraySlice<Item>) -> Tag { names.subject(of: tag, after: siblings) }
}

extension ServerVocabulary {
  /// Reads JSON; a field may have an unknown name, an enumeration's value may not.
  static func decode(_ bytes: [UInt8]) throws -> Item {
    let item = try Item(decodingJSON: bytes, vocabulary: ServerVocabulary())
    try checkValues(item)
    return item
  }

  private static func checkValues(_ item: Item) throws(OperationFailure) {
    // The codec takes the name of a tag for the value of an enumeration, which an attribute reference needs.
    if case .enumeration(let code) = item.value, (unknown.rawValue...0x54_FFFF).contains(code) {
      throw OperationFailure(.invalidMessage, "the value of \(item.tag.name) has a name that is not known")
    }
    for child in item.children { try checkValues(child) }
  }
}
