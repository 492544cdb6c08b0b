import Crypto

/// A SHA-256 hash: of a record, of a node of the tree, or of nothing (`zero`, what the first record follows).
public struct HashValue: Hashable, Sendable, CustomStringConvertible {
  public static let zero = HashValue(unchecked: [UInt8](repeating: 0, count: 32))

  public let bytes: [UInt8]

  public init?(hex: some StringProtocol) {
    guard let bytes = Hexadecimal.bytes(hex), bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  public var description: String { Hexadecimal.text(bytes) }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }
}

extension HashValue {
  // RFC 6962 §2.1: the first byte keeps a leaf from passing as a node.

  static func leaf(_ record: some Collection<UInt8>) -> HashValue { hash([[0], Array(record)]) }

  static func node(_ left: HashValue, _ right: HashValue) -> HashValue {
    hash([[1], left.bytes, right.bytes])
  }

  /// SHA-256 as it is, of a file for example.
  public static func of(_ bytes: [UInt8]) -> HashValue { hash([bytes]) }

  private static func hash(_ parts: [[UInt8]]) -> HashValue {
    var hash = SHA256()
    for part in parts { part.withUnsafeBytes { hash.update(bufferPointer: $0) } }
    return HashValue(unchecked: Array(hash.finalize()))
  }
}
