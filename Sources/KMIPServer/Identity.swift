import KMIP

/// Who asks. The transport knows it; a message's own credentials are not looked at.
public struct Identity: Hashable, Sendable {
  public var name: String
  public var isAuthenticated: Bool

  public init(name: String, isAuthenticated: Bool = true) {
    self.name = name
    self.isAuthenticated = isAuthenticated
  }
}

extension Identity {
  func checkAuthentication() throws(OperationFailure) {
    guard isAuthenticated else {
      throw OperationFailure(
        .authenticationNotSuccessful, "the client's certificate does not name it by one Common Name")
    }
  }
}
