extension ProtocolVersion: Comparable {
  public init(_ major: Int32, _ minor: Int32) { self.init(protocolVersionMajor: major, protocolVersionMinor: minor) }

  public static let v2_1 = ProtocolVersion(2, 1)
  public static let v2_0 = ProtocolVersion(2, 0)

  public static func < (left: Self, right: Self) -> Bool {
    (left.protocolVersionMajor, left.protocolVersionMinor) < (right.protocolVersionMajor, right.protocolVersionMinor)
  }
}

extension ProtocolVersion: CustomStringConvertible {
  public var description: String { "\(protocolVersionMajor).\(protocolVersionMinor)" }
}
