import KMIP

/// Who asks. The transport knows it, or the credential of a message's header tells; a ticket lends another's rights.
public struct Identity: Hashable, Sendable {
  public var name: String
  public var isAuthenticated: Bool
  /// What a ticket leaves of the rights of its issuer.
  var scope: Scope?

  public init(name: String, isAuthenticated: Bool = true) {
    self.name = name
    self.isAuthenticated = isAuthenticated
  }
}

extension Identity {
  func checkAuthentication() throws(OperationFailure) {
    guard isAuthenticated else {
      throw OperationFailure(
        .authenticationNotSuccessful,
        "nothing tells who asks: no certificate with one Common Name, and no credential that is known here")
    }
  }
}
