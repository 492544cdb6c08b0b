import KMIP
import KMIPCrypto
import TTLV

/// What an object says of itself: algorithm, length, format, digest.
struct ObjectFacts {
  private let object: ManagedObject

  init(_ object: ManagedObject) { self.object = object }

  func describe(_ attributes: inout Attributes) throws {
    switch object {
    case .certificate(let certificate): try describe(certificate, &attributes)
    case .certificateRequest(let request):
      attributes.keyFormatType = .pkcs10
      attributes.digests = try digest(request.certificateRequestValue, .pkcs10)
    case .opaqueObject(let opaque):
      attributes.opaqueDataType = opaque.opaqueDataType
      attributes.digests = try digest(opaque.opaqueDataValue, .opaque)
    default: if let keyBlock = object.keyBlock { try describe(keyBlock, &attributes) }
    }
  }

  private func describe(_ keyBlock: KeyBlock, _ attributes: inout Attributes) throws {
    if let key = readableKey(keyBlock) {
      attributes.cryptographicAlgorithm = key.algorithm
      attributes.cryptographicLength = key.length
      if let curve = key.curve {
        attributes.cryptographicDomainParameters = CryptographicDomainParameters(recommendedCurve: curve)
      }
    } else {
      if let algorithm = keyBlock.cryptographicAlgorithm { attributes.cryptographicAlgorithm = algorithm }
      if let length = keyBlock.cryptographicLength { attributes.cryptographicLength = length }
    }
    attributes.keyFormatType = keyBlock.keyFormatType
    if case .plain(.bytes(let secret), _)? = keyBlock.keyValue {
      attributes.digests = try digest(secret.withBytes { Array($0) }, keyBlock.keyFormatType)
      if attributes.cryptographicLength == nil { attributes.cryptographicLength = Int32(clamping: secret.count * 8) }
    } else if case .plain(.transparent(let material), _)? = keyBlock.keyValue {
      let bytes = material.items.flatMap { $0.bytes ?? [] }
      attributes.digests = try digest(bytes, keyBlock.keyFormatType)
    }
  }

  // Keys of algorithms that are not computed with here are kept all the same.
  private func readableKey(_ keyBlock: KeyBlock) -> CryptographicKey? {
    guard object.type.isKey, keyBlock.keyWrappingData == nil else { return nil }
    return try? CryptographicKey(keyBlock, objectType: object.type)
  }

  private func digest(_ bytes: [UInt8], _ format: KeyFormatType) throws -> [Digest] {
    [
      Digest(
        hashingAlgorithm: .sha256, digestValue: try Hashing.digest(of: bytes, .sha256), keyFormatType: format)
    ]
  }

  private func describe(_ certificate: Certificate, _ attributes: inout Attributes) throws {
    attributes.certificateType = certificate.certificateType
    attributes.certificateLength = Int32(clamping: certificate.certificateValue.count)
    attributes.keyFormatType = .x509
    attributes.digests = try digest(certificate.certificateValue, .x509)
    guard certificate.certificateType == .x509 else { return }
    let x509 = try X509Certificate(certificate.certificateValue)
    attributes.certificateAttributes = nil
    attributes.items += x509.attributes.items
    attributes.digitalSignatureAlgorithms = [x509.digitalSignatureAlgorithm].compactMap(\.self)
    attributes.x509CertificateIdentifier = X509CertificateIdentifier(
      issuerDistinguishedName: x509.issuer.der, certificateSerialNumber: x509.serialNumber)
    attributes.x509CertificateIssuer = X509CertificateIssuer(
      issuerDistinguishedName: x509.issuer.der, issuerAlternativeName: x509.issuerAlternativeNames)
    attributes.x509CertificateSubject = X509CertificateSubject(
      subjectDistinguishedName: x509.subject.der, subjectAlternativeName: x509.subjectAlternativeNames)
    guard let key = try? CryptographicKey(publicKey: x509.publicKey) else { return }
    attributes.cryptographicAlgorithm = key.algorithm
    attributes.cryptographicLength = key.length
  }
}
