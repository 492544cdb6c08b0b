public import KMIP

/// User and password for servers that want them in each request (KMIP 2.1 §9.11).
public struct LoginCredential: Hashable, Sendable {
  public var user: String
  public var password: Secret?

  public init(user: String, password: Secret?) {
    self.user = user
    self.password = password
  }

  var authentication: Authentication {
    let text = password.map { $0.withBytes { String(decoding: $0, as: UTF8.self) } }
    let credential = UsernameAndPasswordCredential(username: user, password: text)
    return Authentication(credential: [
      Credential(credentialType: .usernameAndPassword, credentialValue: credential.itemValue)
    ])
  }
}
