public import TTLV

/// An enumeration of the specification. It is open: a code without a name survives a round trip.
public protocol Enumerated: RawRepresentable<UInt32>, FieldValue, Hashable, CustomStringConvertible {
  init(rawValue: UInt32)
  static var rows: [EnumerationRow] { get }
}

public struct EnumerationRow: Sendable {
  public let code: UInt32
  /// As the text encodings write it, such as `SHA_256`.
  public let wire: String
  /// As the specification writes it, such as `SHA-256`.
  public let name: String
  /// As the language writes it, such as `sha256`.
  public let word: String

  init(_ code: UInt32, _ wire: String, _ name: String) {
    self.code = code
    self.wire = wire
    self.name = name
    word = languageWord(name)
  }
}

extension Enumerated {
  public init(_ value: Item.Value) throws(KMIPError) {
    let number = try value.number(.enumeration)
    guard let code = UInt32(exactly: number) else { throw KMIPError(.outOfRange(number)) }
    self.init(rawValue: code)
  }

  public init(reading reader: inout BinaryReader) throws(KMIPError) {
    if let code = reader.number(.enumeration) {
      self.init(rawValue: code)
    } else {
      try self.init(reader.fieldValue())
    }
  }

  /// Takes `key-compromise`, `Key Compromise` and every other way to join the words.
  public init?(word: String) {
    let folded = foldedName(word)
    guard let row = Self.rows.first(where: { foldedName($0.name) == folded || foldedName($0.wire) == folded }) else {
      return nil
    }
    self.init(rawValue: row.code)
  }

  public var itemValue: Item.Value { .enumeration(rawValue) }
  /// The specification's name, or the code in hexadecimal.
  public var name: String { row?.name ?? hexadecimal }
  /// The language's word, or the code in hexadecimal.
  public var word: String { row?.word ?? hexadecimal }
  public var description: String { name }
  public static var words: [String] { rows.map(\.word) }

  private var row: EnumerationRow? { Self.rows.first { $0.code == rawValue } }
  private var hexadecimal: String { "0x" + paddedHexadecimal(rawValue) }
}

/// A bit mask of the specification; bits without a name survive a round trip.
public protocol Mask: OptionSet, FieldValue, Hashable where RawValue == Int32 {
  init(rawValue: Int32)
  static var rows: [EnumerationRow] { get }
}

extension Mask {
  public init(_ value: Item.Value) throws(KMIPError) { self.init(rawValue: try Int32(value.number(.integer))) }

  public init?(word: String) {
    let folded = foldedName(word)
    guard let row = Self.rows.first(where: { foldedName($0.name) == folded }) else { return nil }
    self.init(rawValue: Int32(bitPattern: row.code))
  }

  public var itemValue: Item.Value { .integer(rawValue) }
  public static var words: [String] { rows.map(\.word) }
  /// The words of the bits that are set and have a name.
  public var words: [String] {
    Self.rows.filter { rawValue & Int32(bitPattern: $0.code) != 0 }.map(\.word)
  }
}
