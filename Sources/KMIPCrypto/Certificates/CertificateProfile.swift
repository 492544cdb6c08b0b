/// What a certificate is for and how long it lasts.
public struct CertificateProfile: Hashable, Sendable {
  public var validityDays: Int32
  public var isCA: Bool
  /// Authorities that may stand between this one and a leaf.
  public var pathLength: Int?
  public var dnsNames: [String]
  public var ipAddresses: [String]
  public var emailAddresses: [String]
  /// `nil`: what fits the key and `isCA`.
  public var keyUsages: Set<CertificateKeyUsage>?
  public var extendedKeyUsages: [CertificatePurpose]

  public init(
    validityDays: Int32 = 365, isCA: Bool = false, pathLength: Int? = nil, dnsNames: [String] = [],
    ipAddresses: [String] = [], emailAddresses: [String] = [], keyUsages: Set<CertificateKeyUsage>? = nil,
    extendedKeyUsages: [CertificatePurpose] = []
  ) {
    self.validityDays = validityDays
    self.isCA = isCA
    self.pathLength = pathLength
    self.dnsNames = dnsNames
    self.ipAddresses = ipAddresses
    self.emailAddresses = emailAddresses
    self.keyUsages = keyUsages
    self.extendedKeyUsages = extendedKeyUsages
  }
}

/// RFC 5280 §4.2.1.3
public enum CertificateKeyUsage: String, CaseIterable, Sendable {
  case digitalSignature, nonRepudiation, keyEncipherment, dataEncipherment, keyAgreement, keyCertSign, cRLSign
}

/// RFC 5280 §4.2.1.12
public enum CertificatePurpose: String, CaseIterable, Sendable {
  case serverAuth, clientAuth, codeSigning, emailProtection, timeStamping, ocspSigning
}
