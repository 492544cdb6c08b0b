import KMIP
import KMIPCrypto
import KeyStore

/// A certificate that is about to be kept, and what it belongs to.
struct NewCertificate {
  let certificate: X509Certificate
  let request: CertificationRequest
  var publicKey: String?
  var privateKey: String?
  /// The issuer's certificate; the certificate itself where it signs itself.
  var issuer: String?

  func stored(as id: String, in context: Context) throws -> StoredObject {
    let given = request.kept
    let object = ManagedObject.certificate(
      Certificate(certificateType: .x509, certificateValue: certificate.der))
    var stored = try NewObject(id: id, object: object, given: given).stored(in: context)
    // It is good from its own first day on; only a date that was asked for makes it wait.
    if given.activationDate == nil { stored.attributes.state = .active }
    if let publicKey { stored.attributes.setLink(.publicKeyLink, publicKey) }
    if let privateKey { stored.attributes.setLink(.privateKeyLink, privateKey) }
    stored.attributes.setLink(.certificateLink, issuer ?? id)
    return stored
  }

  /// Keeps it, in place of another of that identifier if there is one, and lets its keys know.
  func insert(as id: String, replacing: Bool = false, in context: Context) async throws {
    let (stored, access) = (try stored(as: id, in: context), context.access)
    try await context.store.transaction { writer in
      if replacing, let old = try writer.object(id) {
        try writer.replace(old, by: stored)
      } else {
        try writer.insert(stored)
      }
      try link(id, access, writer)
    }
  }

  /// Lets the keys of the certificate know it.
  func link(_ id: String, _ access: Access, _ writer: StoreWriter) throws {
    for key in [publicKey, privateKey].compactMap(\.self) {
      guard var object = try access.find(key, in: writer.reader) else { continue }
      object.attributes.setLink(.certificateLink, id)
      object.attributes.lastChangeDate = access.now
      try writer.update(object)
    }
  }
}
