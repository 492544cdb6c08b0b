import KMIP
import KMIPCrypto
import KeyStore

/// A private key with its certificate and the chain above it, as a PKCS#12 file (KMIP 2.1 §6.1.19, §6.1.21).
struct PKCS12Delivery {
  /// Names the secret data that seals the file, in place of the object's own link to it.
  let specification: KeyWrappingSpecification?

  func object(_ stored: StoredObject, in context: Context) async throws -> ManagedObject {
    let key = try await privateKey(of: stored, in: context)
    let certificates = try await chain(of: stored, key, in: context)
    let password = try await context.password(try passwordID(stored, key, in: context))
    let value = try key.key()
    let contents = PKCS12Contents(
      privateKey: value.secret, certificate: certificates.first?.der, chain: certificates.dropFirst().map(\.der),
      friendlyName: key.attributes.pkcs12FriendlyName ?? key.attributes.names.first?.nameValue)
    let file = try contents.encoded(password: password)
    return .privateKey(
      PrivateKey(
        keyBlock: KeyBlock(
          keyFormatType: .pkcs12, keyValue: .plain(.bytes(Secret(file)), attributes: nil),
          cryptographicAlgorithm: value.algorithm, cryptographicLength: value.length)))
  }

  private func privateKey(of stored: StoredObject, in context: Context) async throws -> StoredObject {
    var key = stored
    if stored.type == .certificate {
      guard let id = stored.attributes.link(.privateKeyLink) else {
        throw OperationFailure(
          .keyFormatTypeNotSupported, "unsupported key format type PKCS_12: certificate \(stored.id) has no private key"
        )
      }
      key = try await context.objectWithMaterial(id)
    }
    guard key.type == .privateKey else {
      throw OperationFailure(
        .keyFormatTypeNotSupported, "unsupported key format type PKCS_12 for an object of type \(stored.type.name)")
    }
    // A password keeps less than a key does: what leaves wrapped only does not leave so.
    guard key.attributes.sensitive != true else {
      throw OperationFailure(.sensitive, "DENIED: object \(key.id) is sensitive: it leaves the server wrapped only")
    }
    guard key.attributes.extractable != false else {
      throw OperationFailure(.notExtractable, "DENIED: object \(key.id) is not extractable")
    }
    return key
  }

  /// From the key's own certificate upward, as far as the issuers are kept here.
  private func chain(
    of stored: StoredObject, _ key: StoredObject, in context: Context
  ) async throws -> [X509Certificate] {
    let own = key.attributes.link(.pkcs12CertificateLink) ?? key.attributes.link(.certificateLink)
    var next = stored.type == .certificate ? stored.id : own
    var certificates: [X509Certificate] = []
    for _ in 0..<16 {
      guard let id = next, let object = try? await context.objectWithMaterial(id),
        case .certificate(let certificate)? = object.object
      else { break }
      let value = try X509Certificate(certificate.certificateValue)
      guard !certificates.contains(value) else { break }
      certificates.append(value)
      next = object.attributes.link(.certificateLink)
    }
    return certificates
  }

  private func passwordID(
    _ stored: StoredObject, _ key: StoredObject, in context: Context
  ) throws(OperationFailure) -> String {
    if let asked = specification?.encryptionKeyInformation { return try context.identifier(asked.uniqueIdentifier) }
    guard let id = stored.attributes.link(.pkcs12PasswordLink) ?? key.attributes.link(.pkcs12PasswordLink) else {
      throw OperationFailure(
        .invalidField,
        "a PKCS#12 file needs a password: link secret data to the key by PKCS12PasswordLink, or name it in the key "
          + "wrapping specification")
    }
    return id
  }
}
