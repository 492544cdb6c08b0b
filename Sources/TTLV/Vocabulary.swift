/// The names that the text encodings write where the binary one has numbers.
///
/// The codec is handed one; `KMIP` has the specification's, generated from its tables.
public protocol Vocabulary: Sendable {
  func name(of tag: Tag) -> String?
  /// Takes the specification's spelling and those of the dialects that are known.
  func tag(named name: String) -> Tag?

  /// The name of an enumeration value of the attribute or field `tag`.
  func name(of value: UInt32, in tag: Tag) -> String?
  func value(named name: String, in tag: Tag) -> UInt32?

  /// The bit of a mask such as Cryptographic Usage Mask, whose words the text encodings may write.
  func maskBit(named name: String, in tag: Tag) -> Int32?
  func name(ofMaskBit bit: Int32, in tag: Tag) -> String?

  /// The tag whose names stand in an item `tag` that comes after `siblings` in its structure: not its own where the
  /// name of an attribute is given beside its value (KMIP 1.4 §2.1.1).
  func subject(of tag: Tag, after siblings: ArraySlice<Item>) -> Tag
}

extension Vocabulary {
  public func name(ofMaskBit bit: Int32, in tag: Tag) -> String? { nil }
  public func subject(of tag: Tag, after siblings: ArraySlice<Item>) -> Tag { tag }
}
