import KMIP
import TTLV

/// The specification's vocabulary, and what JSON has beyond it: fields that nobody knows, which are skipped, and
/// operations as root tags (`Create` asks, `CreateResponse` answers).
struct ServerVocabulary: Vocabulary {
  private let names = SpecificationVocabulary()
  // Tags that no specification and no server uses.
  private static let request: UInt32 = 0x54_E000
  private static let response: UInt32 = 0x54_F000
  private static let range: UInt32 = 0xFF_F000

  private static let unknown = Tag(0x54_DFFF)

  static func operation(_ tag: Tag) -> OperationCode? {
    tag.rawValue & range == request ? OperationCode(rawValue: tag.rawValue & 0xFFF) : nil
  }

  static func answer(to operation: OperationCode) -> Tag { Tag(response | operation.rawValue & 0xFFF) }

  func name(of tag: Tag) -> String? {
    // In answers it is the one field of RNG Seed, which Cosmian's clients know by this name.
    if tag == .dataLength { return "AmountOfSeedData" }
    guard tag.rawValue & Self.range == Self.response else { return names.name(of: tag) }
    let code = tag.rawValue & 0xFFF
    return OperationCode.rows.first { $0.code == code }.map { $0.wire + "Response" }
  }

  func tag(named name: String) -> Tag? {
    if let tag = names.tag(named: name) { return tag }
    if let operation = OperationCode(word: name) { return Tag(Self.request | operation.rawValue & 0xFFF) }
    return Self.unknown
  }

  func name(of value: UInt32, in tag: Tag) -> String? { names.name(of: value, in: tag) }
  func value(named name: String, in tag: Tag) -> UInt32? { names.value(named: name, in: tag) }
  func maskBit(named name: String, in tag: Tag) -> Int32? { names.maskBit(named: name, in: tag) }
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
    if case .enumeration(let code) = item.value, (unknown.rawValue...(response | 0xFFF)).contains(code) {
      throw OperationFailure(.invalidMessage, "the value of \(item.tag.name) has a name that is not known")
    }
    for child in item.children { try checkValues(child) }
  }
}
