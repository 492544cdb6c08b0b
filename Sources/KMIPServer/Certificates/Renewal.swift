import KMIP
import KMIPCrypto
import KeyStore

/// A certificate for the same key and subject, valid from now on.
struct Renewal {
  let certificate: NewCertificate

  /// - Parameter start: From when on it is good; from now on if left out.
  init(of old: StoredObject, _ attributes: Attributes?, start: DateTime? = nil, in context: Context) async throws {
    guard case .certificate(let object)? = old.object else {
      throw OperationFailure(.invalidObjectType, "object \(old.id) is no certificate, or is destroyed")
    }
    let current = try X509Certificate(object.certificateValue)
    let wanted = CertificationRequest(attributes)
    let start = start ?? context.now
    let profile = try wanted.profile(current.profile())
    let subject = try wanted.subject ?? current.subject
    let links = try await Self.issuerLinks(of: old, current, wanted.attributes)
    let privateID = old.attributes.link(.privateKeyLink)
    var new: NewCertificate
    if let links, let (issuer, issuerID) = try await Issuance.issuer(links, in: context) {
      let certificate = try CertificateAuthority.issue(
        publicKey: current.publicKey, subject: subject, profile: profile, validFrom: start, issuer: issuer)
      new = NewCertificate(certificate: certificate, request: wanted, issuer: issuerID)
    } else {
      guard let privateID else {
        throw OperationFailure(.invalidField, "certificate \(old.id) has no private key link and no issuer is given")
      }
      let certificate = try CertificateAuthority.selfSigned(
        privateKey: try await Issuance.signer(privateID, in: context), subject: subject, profile: profile,
        validFrom: start)
      new = NewCertificate(certificate: certificate, request: wanted)
    }
    (new.publicKey, new.privateKey) = (old.attributes.link(.publicKeyLink), privateID)
    certificate = new
  }

  // Who signed it signs again, unless the client names another.
  private static func issuerLinks(
    of old: StoredObject, _ current: X509Certificate, _ asked: Attributes
  ) async throws -> Attributes? {
    if asked.link(.privateKeyLink) != nil || asked.link(.certificateLink) != nil { return asked }
    guard !current.isSelfSigned, let issuer = old.attributes.link(.certificateLink), issuer != old.id else {
      return nil
    }
    var links = Attributes()
    links.setLink(.certificateLink, issuer)
    return links
  }
}
