/// What Query tells about the server.
public struct ServerDescription: Hashable, Sendable {
  public var vendorIdentification: String
  public var serverName: String
  public var serverVersion: String

  public init(vendorIdentification: String, serverName: String, serverVersion: String) {
    self.vendorIdentification = vendorIdentification
    self.serverName = serverName
    self.serverVersion = serverVersion
  }
}
