import FoundationEssentials
public import KMIP
import KMIPCrypto
import KeyStore

extension EmbeddedKMS {
  /// Who a client is by what its connection brings; none if it is to be turned away.
  ///
  /// The certificate goes before the token. An identity that is not authenticated may still be proven by the
  /// credential of a message.
  /// - Parameter isAskedForCertificate: True where whoever has no name in a certificate is nobody.
  public func identity(
    certificateName: String?, isAskedForCertificate: Bool, token: Secret? = nil
  ) async -> Identity? {
    let unproven = Identity(name: settings.defaultUser, isAuthenticated: false)
    if let name = certificateName {
      // No certificate makes its holder the local owner, or everybody.
      let isUsable = !name.isEmpty && name != AccessGrant.everybody && name != settings.defaultUser
      return isUsable ? Identity(name: name) : unproven
    }
    if let token, let user = await user(of: token) { return Identity(name: user) }
    if isAskedForCertificate || settings.users != nil { return unproven }
    return settings.asksForToken ? nil : Identity(name: settings.defaultUser)
  }

  /// Every token is compared, so that time does not tell which one is nearly right.
  private func user(of token: Secret) async -> String? {
    var found: String?
    for (user, known) in settings.tokens where known == token { found = found ?? user }
    if found == nil, await isToken(token) { found = settings.defaultUser }
    return found
  }

  /// Base64 of the bytes of an active symmetric key.
  private func isToken(_ token: Secret) async -> Bool {
    guard let id = settings.tokenKey else { return false }
    let text = token.withBytes { String(decoding: $0, as: UTF8.self) }
    guard let given = Data(base64Encoded: text).map({ Secret($0) }) else { return false }
    let now = now
    guard let object = try? await store.read({ try $0.objectWithMaterial(id)?.settled(at: now) }),
      object.type == .symmetricKey, object.state == .active, !object.isArchived, let key = try? object.key()
    else { return false }
    return key.secret == given
  }

  /// Who sent a message: what its header says counts where the server keeps users, and must then be right.
  func identity(_ identity: Identity, _ header: RequestHeader) throws(OperationFailure) -> Identity {
    guard let users = settings.users, let credential = header.authentication?.usernameAndPassword else {
      return identity
    }
    guard users.knows(credential.username, Secret((credential.password ?? "").utf8)) else {
      throw OperationFailure(.authenticationNotSuccessful, "the username or the password is not right")
    }
    return identity.isAuthenticated ? identity : Identity(name: credential.username)
  }
}

extension Authentication {
  fileprivate var usernameAndPassword: UsernameAndPasswordCredential? {
    credential.first { $0.credentialType == .usernameAndPassword }
      .flatMap { try? UsernameAndPasswordCredential($0.credentialValue) }
  }
}
