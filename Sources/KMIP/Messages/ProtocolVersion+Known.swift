extension ProtocolVersion: Comparable {
  public init(_ major: Int32, _ minor: Int32) { self.init(protocolVersionMajor: major, protocolVersionMinor: minor) }

  public static let v2_1 = ProtocolVersion(2, 1)
  public static let v2_0 = ProtocolVersion(2, 0)
  public static let v1_4 = ProtocolVersion(1, 4)
  public static let v1_0 = ProtocolVersion(1, 0)

  /// Those that messages can be read and written in, the latest first.
  public static let spoken: [ProtocolVersion] = [
    v2_1, v2_0, v1_4, ProtocolVersion(1, 3), ProtocolVersion(1, 2), ProtocolVersion(1, 1), v1_0,
  ]

  public static func < (left: Self, right: Self) -> Bool {
    (left.protocolVersionMajor, left.protocolVersionMinor) < (right.protocolVersionMajor, right.protocolVersionMinor)
  }

  /// This version, or else the one to answer it in.
  public var nearestSpoken: ProtocolVersion { Self.spoken.first { $0 <= self } ?? .v1_0 }

  /// True if attributes have names and indices and stand in templates (KMIP 1.4 §2.1.1, §2.1.8).
  public var namesAttributes: Bool { protocolVersionMajor < 2 }
}

extension ProtocolVersion: CustomStringConvertible {
  public var description: String { "\(protocolVersionMajor).\(protocolVersionMinor)" }
}
