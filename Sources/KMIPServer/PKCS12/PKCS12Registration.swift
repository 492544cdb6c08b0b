import KMIP
import KMIPCrypto
import KeyStore

/// The objects of a PKCS#12 file: a private key, its public key, its certificate and those above it, linked.
struct PKCS12Registration {
  private let contents: PKCS12Contents
  private let privateKey: Secret
  private let attributes: Attributes

  /// Nothing if the registration brings another format.
  init?(_ registration: Registration, in context: Context) async throws {
    guard registration.object.type == .privateKey, let keyBlock = registration.object.keyBlock,
      keyBlock.keyFormatType == .pkcs12, case .plain(.bytes(let file), _)? = keyBlock.keyValue
    else { return nil }
    attributes = registration.attributes
    var password = Secret([])
    if let id = attributes.link(.pkcs12PasswordLink) { password = try await context.password(id) }
    contents = try PKCS12Contents(file.withBytes { Array($0) }, password: password)
    guard let privateKey = contents.privateKey else {
      throw OperationFailure(.invalidField, "the PKCS#12 file holds no private key")
    }
    self.privateKey = privateKey
  }

  /// The private key under the identifier, the others under names that begin with it.
  func objects(as id: String, in context: Context) throws -> [StoredObject] {
    let key = try CryptographicKey(privateKey: privateKey)
    var given = attributes
    given.keyFormatType = nil
    if given.pkcs12FriendlyName == nil { given.pkcs12FriendlyName = contents.friendlyName }
    var own = try new(id, .privateKey(privateKey, key.algorithm), given, in: context)
    var half = Attributes()
    half.activationDate = given.activationDate
    half.cryptographicUsageMask = [.verify, .encrypt, .wrapKey, .keyAgreement]
    let publicKey = try key.publicKey().secret.withBytes { Array($0) }
    var other = try new(id + "_pk", .publicKey(publicKey, key.algorithm), half, in: context)
    own.attributes.setLink(.publicKeyLink, other.id)
    other.attributes.setLink(.privateKeyLink, id)
    let certificates = try certificates(id, other.id, in: context)
    if let leaf = certificates.first, contents.certificate != nil {
      own.attributes.setLink(.certificateLink, leaf.id)
      own.attributes.setLink(.pkcs12CertificateLink, leaf.id)
      other.attributes.setLink(.certificateLink, leaf.id)
    }
    return [own, other] + certificates
  }

  private func new(
    _ id: String, _ object: ManagedObject, _ given: Attributes, in context: Context
  ) throws -> StoredObject {
    try NewObject(id: id, object: object, given: given, isGenerated: false).stored(in: context)
  }

  /// The key's first, each with a link to its issuer's.
  private func certificates(_ id: String, _ publicID: String, in context: Context) throws -> [StoredObject] {
    let leaf = try contents.certificate.map { [(id: id + "_cert", value: try X509Certificate($0))] } ?? []
    let others = try contents.chain.enumerated().map { number, der in
      (id: "\(id)_ca\(number + 1)", value: try X509Certificate(der))
    }
    let all = leaf + others
    return try all.map { certificate in
      let object = Certificate(certificateType: .x509, certificateValue: certificate.value.der)
      var stored = try new(certificate.id, .certificate(object), Attributes(), in: context)
      stored.attributes.state = .active
      let issuer = all.first { $0.value.issued(certificate.value) }
      if let issuer { stored.attributes.setLink(.certificateLink, issuer.id) }
      guard certificate.id == leaf.first?.id else { return stored }
      stored.attributes.setLink(.privateKeyLink, id)
      stored.attributes.setLink(.publicKeyLink, publicID)
      return stored
    }
  }
}
