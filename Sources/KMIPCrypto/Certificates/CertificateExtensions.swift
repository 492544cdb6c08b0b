import CryptoExtras
import KMIP
import X509

enum CertificateExtensions {
  static func make(
    _ profile: CertificateProfile, _ publicKey: X509.Certificate.PublicKey, _ authority: SubjectKeyIdentifier
  ) throws -> X509.Certificate.Extensions {
    let names = try AlternativeNames(profile).extensionValue
    return try refusing(.invalidField, "the extensions of the certificate cannot be made") {
      var extensions = X509.Certificate.Extensions()
      try extensions.append(.init(constraints(profile), critical: true))
      try extensions.append(.init(CertificateKeyUsage.keyUsage(usages(profile, publicKey)), critical: true))
      if !profile.extendedKeyUsages.isEmpty {
        try extensions.append(.init(ExtendedKeyUsage(profile.extendedKeyUsages.map(\.usage)), critical: false))
      }
      if let names { try extensions.append(.init(names, critical: false)) }
      try extensions.append(.init(SubjectKeyIdentifier(hash: publicKey), critical: false))
      let authority = AuthorityKeyIdentifier(keyIdentifier: authority.keyIdentifier)
      try extensions.append(.init(authority, critical: false))
      return extensions
    }
  }

  private static func constraints(_ profile: CertificateProfile) throws -> BasicConstraints {
    guard profile.isCA || profile.pathLength == nil else {
      throw OperationFailure.invalid("a path length is for certificate authorities")
    }
    guard profile.pathLength ?? 0 >= 0 else { throw OperationFailure.invalid("the path length is negative") }
    return profile.isCA ? .isCertificateAuthority(maxPathLength: profile.pathLength) : .notCertificateAuthority
  }

  private static func usages(
    _ profile: CertificateProfile, _ publicKey: X509.Certificate.PublicKey
  ) -> Set<CertificateKeyUsage> {
    if let usages = profile.keyUsages { return usages }
    if profile.isCA { return [.digitalSignature, .keyCertSign, .cRLSign] }
    return _RSA.Signing.PublicKey(publicKey) == nil ? [.digitalSignature] : [.digitalSignature, .keyEncipherment]
  }
}
