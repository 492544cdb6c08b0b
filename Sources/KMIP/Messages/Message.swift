public import TTLV

/// A request or a response as it travels.
public protocol Message: Structure {
  static var tag: Tag { get }
  var protocolVersion: ProtocolVersion { get }
}

extension Message {
  /// With the fields of the latest version, whatever the header says.
  public var item: Item { Item(Self.tag, items) }

  /// Reads a message of any version; its fields become those of the latest.
  public init(_ item: Item) throws(KMIPError) {
    guard item.tag == Self.tag else { throw KMIPError(.unexpected(item.tag)) }
    do { try self.init(item.raised().value) } catch { throw error.inside(item.tag) }
  }

  /// Reads the binary encoding; throws a `TTLVError` or a `KMIPError`.
  public init(decoding bytes: [UInt8], limits: Limits = .standard) throws {
    do { try self.init(straightFrom: bytes, limits: limits) } catch {
      try self.init(Item(decoding: bytes, limits: limits))
    }
  }

  /// Throws if fields are missing, unknown, faulty or not in the specification's order, or an older version's.
  private init(straightFrom bytes: [UInt8], limits: Limits) throws(KMIPError) {
    guard var reader = BinaryReader(bytes, limits: limits), reader.tag == Self.tag else { throw .untold }
    try self.init(reading: &reader)
    guard reader.isAtEnd, protocolVersion >= .v2_1 else { throw .untold }
  }

  /// The binary encoding, with the fields of the latest version.
  public func encoded() -> [UInt8] { BinaryWriter.bytes { write(Self.tag, to: &$0) } }
}
