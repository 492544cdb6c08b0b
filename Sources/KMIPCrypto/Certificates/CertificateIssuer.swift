public import KMIP

/// A certificate and its private key, which sign others.
public struct CertificateIssuer: Sendable {
  public let certificate: X509Certificate
  /// PKCS#8 in DER.
  public let privateKey: Secret

  public init(certificate: X509Certificate, privateKey: Secret) {
    self.certificate = certificate
    self.privateKey = privateKey
  }

  /// Checks that this issuer may sign what the profile asks for.
  func check(_ profile: CertificateProfile) throws {
    let subject = certificate.subject
    guard certificate.isCA else { throw OperationFailure.invalid("the issuer \(subject) is no certificate authority") }
    guard try PrivateKeyValue(pkcs8: privateKey).publicKey.spki == PublicKeyValue(spki: certificate.publicKey).spki
    else {
      throw OperationFailure.invalid("the private key is not the one of the issuer \(subject)")
    }
    guard profile.isCA, let limit = certificate.pathLength else { return }
    guard limit > 0, profile.pathLength ?? 0 < limit else {
      throw OperationFailure.invalid("the issuer \(subject) allows a path length below \(limit)")
    }
  }
}
