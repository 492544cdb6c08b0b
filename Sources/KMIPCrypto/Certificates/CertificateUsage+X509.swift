import X509

extension CertificateKeyUsage {
  private var bit: WritableKeyPath<KeyUsage, Bool> {
    switch self {
    case .digitalSignature: \.digitalSignature
    case .nonRepudiation: \.nonRepudiation
    case .keyEncipherment: \.keyEncipherment
    case .dataEncipherment: \.dataEncipherment
    case .keyAgreement: \.keyAgreement
    case .keyCertSign: \.keyCertSign
    case .cRLSign: \.cRLSign
    }
  }

  static func keyUsage(_ usages: Set<CertificateKeyUsage>) -> KeyUsage {
    usages.reduce(into: KeyUsage()) { $0[keyPath: $1.bit] = true }
  }

  static func usages(_ keyUsage: KeyUsage) -> Set<CertificateKeyUsage> {
    Set(allCases.filter { keyUsage[keyPath: $0.bit] })
  }
}

extension CertificatePurpose {
  var usage: ExtendedKeyUsage.Usage {
    switch self {
    case .serverAuth: .serverAuth
    case .clientAuth: .clientAuth
    case .codeSigning: .codeSigning
    case .emailProtection: .emailProtection
    case .timeStamping: .timeStamping
    case .ocspSigning: .ocspSigning
    }
  }
}
