public import TTLV

/// The specification's vocabulary, and operations as root tags: Cosmian's JSON has them in place of a message
/// (`Create` asks, `CreateResponse` answers).
public struct BareOperationVocabulary: Vocabulary {
  private let names = SpecificationVocabulary()

  public init() {}

  public func name(of tag: Tag) -> String? {
    if let operation = OperationCode(request: tag) { return operation.wireName }
    if let operation = OperationCode(response: tag) { return operation.wireName.map { $0 + "Response" } }
    return names.name(of: tag)
  }

  public func tag(named name: String) -> Tag? {
    if let tag = names.tag(named: name) { return tag }
    if let operation = OperationCode(word: name) { return operation.requestTag }
    guard name.hasSuffix("Response") else { return nil }
    return OperationCode(word: String(name.dropLast(8)))?.responseTag
  }

  public func name(of value: UInt32, in tag: Tag) -> String? { names.name(of: value, in: tag) }
  public func value(named name: String, in tag: Tag) -> UInt32? { names.value(named: name, in: tag) }
  public func maskBit(named name: String, in tag: Tag) -> Int32? { names.maskBit(named: name, in: tag) }
  public func name(ofMaskBit bit: Int32, in tag: Tag) -> String? { names.name(ofMaskBit: bit, in: tag) }
  public func subject(of tag: Tag, after siblings: ArraySlice<Item>) -> Tag { names.subject(of: tag, after: siblings) }
}

// Tags that no specification and no server uses.
private let requests: UInt32 = 0x54_E000
private let responses: UInt32 = 0x54_F000
private let range: UInt32 = 0xFF_F000

extension OperationCode {
  /// The root of a bare request, unless its code is beyond what a tag can hold.
  public init?(request tag: Tag) {
    guard tag.rawValue & range == requests else { return nil }
    self.init(rawValue: tag.rawValue & 0xFFF)
  }

  public init?(response tag: Tag) {
    guard tag.rawValue & range == responses else { return nil }
    self.init(rawValue: tag.rawValue & 0xFFF)
  }

  public var requestTag: Tag { Tag(rawValue: requests | rawValue & 0xFFF) }
  public var responseTag: Tag { Tag(rawValue: responses | rawValue & 0xFFF) }

  fileprivate var wireName: String? { Self.rows.first { $0.code == rawValue }?.wire }
}
