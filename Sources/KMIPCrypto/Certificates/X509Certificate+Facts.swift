public import KMIP
import SwiftASN1
import X509

extension X509Certificate {
  private static let signatureAlgorithms: [(X509.Certificate.SignatureAlgorithm, DigitalSignatureAlgorithm)] = [
    (.sha1WithRSAEncryption, .sha1WithRSAEncryption),
    (.sha256WithRSAEncryption, .sha256WithRSAEncryption),
    (.sha384WithRSAEncryption, .sha384WithRSAEncryption),
    (.sha512WithRSAEncryption, .sha512WithRSAEncryption),
    (.ecdsaWithSHA256, .ecdsaWithSHA256),
    (.ecdsaWithSHA384, .ecdsaWithSHA384),
    (.ecdsaWithSHA512, .ecdsaWithSHA512),
  ]

  /// `nil` where KMIP has no number for it, such as Ed25519.
  public var digitalSignatureAlgorithm: DigitalSignatureAlgorithm? {
    Self.signatureAlgorithms.first { $0.0 == value.signatureAlgorithm }?.1
  }

  public var signatureAlgorithm: String { "\(value.signatureAlgorithm)" }

  /// The fields of the subject and of the issuer.
  public var attributes: CertificateAttributes {
    var attributes = CertificateAttributes()
    subject.fill(&attributes, asIssuer: false)
    issuer.fill(&attributes, asIssuer: true)
    return attributes
  }

  public var dnsNames: [String] { alternativeNames.dnsNames }
  public var ipAddresses: [String] { alternativeNames.ipAddresses }
  public var emailAddresses: [String] { alternativeNames.emailAddresses }

  private var alternativeNames: AlternativeNames {
    AlternativeNames(try? value.extensions.subjectAlternativeNames)
  }

  /// Each name in DER.
  public var subjectAlternativeNames: [[UInt8]] { names(.X509ExtensionID.subjectAlternativeName) }
  /// Each name in DER.
  public var issuerAlternativeNames: [[UInt8]] { names([2, 5, 29, 18]) }

  private func names(_ identifier: ASN1ObjectIdentifier) -> [[UInt8]] {
    guard let value = value.extensions[oid: identifier]?.value,
      let names = try? DER.sequence(of: ASN1Any.self, identifier: .sequence, rootNode: DER.parse(value))
    else { return [] }
    return names.compactMap { try? serialized($0) }
  }

  /// The profile of a renewal: the same constraints, names and usages.
  public func profile(validityDays: Int32? = nil) -> CertificateProfile {
    let names = alternativeNames
    let days = Int32(clamping: (notAfter.seconds &- notBefore.seconds) / 86400)
    return CertificateProfile(
      validityDays: validityDays ?? max(1, days), isCA: isCA, pathLength: pathLength, dnsNames: names.dnsNames,
      ipAddresses: names.ipAddresses, emailAddresses: names.emailAddresses,
      keyUsages: (try? value.extensions.keyUsage).map(CertificateKeyUsage.usages), extendedKeyUsages: purposes)
  }

  var pathLength: Int? {
    if case .isCertificateAuthority(let length)? = try? value.extensions.basicConstraints { length } else { nil }
  }

  private var purposes: [CertificatePurpose] {
    let usages = (try? value.extensions.extendedKeyUsage).map(Array.init) ?? []
    return CertificatePurpose.allCases.filter { usages.contains($0.usage) }
  }
}
