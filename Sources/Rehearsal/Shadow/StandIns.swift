import KMIP
import KMIPCrypto
import KeyStore

/// Fresh material of the same kind for objects whose own never leaves the real server.
struct StandIns {
  let real: RealServer
  let shadow: Shadow

  func give(to ids: [String]) async throws {
    var certificates: [StoredObject] = []
    for id in ids {
      guard let object = try await shadow.object(id), object.isHollow else { continue }
      switch object.type {
      case .certificate: certificates.append(object)
      case .privateKey, .publicKey: try await givePair(object)
      default: try await shadow.give(materials(object))
      }
    }
    for certificate in certificates { try await give(to: certificate, depth: 0) }
  }

  private func materials(_ object: StoredObject) throws -> [(id: String, object: ManagedObject)] {
    let attributes = object.attributes
    let length = attributes.cryptographicLength ?? 256
    switch object.type {
    case .symmetricKey:
      let algorithm = attributes.cryptographicAlgorithm ?? .aes
      let secret = try KeyGeneration.symmetricKey(algorithm, length: length)
      let key = try CryptographicKey(symmetric: secret, algorithm: algorithm)
      return [(object.id, .symmetricKey(SymmetricKey(keyBlock: try key.keyBlock())))]
    case .secretData:
      let bytes = try RandomBytes.make(count: max(1, Int(length) / 8))
      let block = KeyBlock(keyFormatType: .raw, keyValue: .plain(.bytes(Secret(bytes)), attributes: nil))
      return [(object.id, .secretData(SecretData(secretDataType: .password, keyBlock: block)))]
    case .opaqueObject:
      let opaque = OpaqueObject(
        opaqueDataType: attributes.opaqueDataType ?? OpaqueDataType(rawValue: 0x8000_0000),
        opaqueDataValue: try RandomBytes.make(count: max(1, Int(length) / 8)))
      return [(object.id, .opaqueObject(opaque))]
    default: return []
    }
  }

  /// Both halves at once, so that they fit.
  private func givePair(_ half: StoredObject) async throws {
    let attributes = half.attributes
    let isPrivate = half.type == .privateKey
    let other = attributes.link(isPrivate ? .publicKeyLink : .privateKeyLink)
    let algorithm = attributes.cryptographicAlgorithm ?? .rsa
    let pair = try KeyGeneration.keyPair(
      algorithm, length: attributes.cryptographicLength,
      curve: attributes.cryptographicDomainParameters?.recommendedCurve)
    let privateKey = try CryptographicKey(privateKey: pair.privateKey, algorithm: algorithm).keyBlock()
    let publicKey = try CryptographicKey(publicKey: pair.publicKey, algorithm: algorithm).keyBlock()
    let halves: [(id: String?, object: ManagedObject)] = [
      (isPrivate ? half.id : other, .privateKey(PrivateKey(keyBlock: privateKey))),
      (isPrivate ? other : half.id, .publicKey(PublicKey(keyBlock: publicKey))),
    ]
    try await shadow.give(halves.compactMap { half in half.id.map { ($0, half.object) } })
  }
}

extension StandIns {
  private static let longestChain = 16

  /// A certificate over a stand-in key has to be issued anew, and so have those above it; others are public.
  private func give(to certificate: StoredObject, depth: Int) async throws {
    guard let value = try await real.certificate(certificate.id) else { return }
    let certificateValue = try await reissued(certificate, value, depth: depth) ?? value.certificateValue
    let object = ManagedObject.certificate(
      Certificate(certificateType: value.certificateType, certificateValue: certificateValue))
    try await shadow.give([(certificate.id, object)])
  }

  private func reissued(_ stored: StoredObject, _ value: Certificate, depth: Int) async throws -> [UInt8]? {
    guard depth < Self.longestChain, value.certificateType == .x509, let key = try await privateKey(of: stored) else {
      return nil
    }
    let old = try X509Certificate(value.certificateValue)
    if let issuer = try await issuer(of: stored, depth: depth) {
      let publicKey = try CryptographicKey(privateKey: key).publicKey().secret.withBytes { Array($0) }
      return try CertificateAuthority.issue(
        publicKey: publicKey, subject: old.subject, profile: old.profile(), validFrom: old.notBefore, issuer: issuer
      ).der
    }
    return try CertificateAuthority.selfSigned(
      privateKey: key, subject: old.subject, profile: old.profile(), validFrom: old.notBefore
    ).der
  }

  private func issuer(of stored: StoredObject, depth: Int) async throws -> CertificateIssuer? {
    guard let id = stored.attributes.link(.certificateLink), id != stored.id, let above = try await shadow.object(id),
      above.type == .certificate, let key = try await privateKey(of: above)
    else { return nil }
    if above.isHollow { try await give(to: above, depth: depth + 1) }
    guard case .certificate(let certificate)? = try await shadow.object(id)?.object else { return nil }
    return CertificateIssuer(certificate: try X509Certificate(certificate.certificateValue), privateKey: key)
  }

  private func privateKey(of certificate: StoredObject) async throws -> Secret? {
    guard let id = certificate.attributes.link(.privateKeyLink), let object = try await shadow.object(id) else {
      return nil
    }
    if object.isHollow { try await givePair(object) }
    guard let block = try await shadow.object(id)?.object?.keyBlock else { return nil }
    return try CryptographicKey(block, objectType: .privateKey).secret
  }
}

extension StoredObject {
  /// Not destroyed, and without material all the same.
  fileprivate var isHollow: Bool {
    object == nil && attributes.state != .destroyed && attributes.state != .destroyedCompromised
  }
}
