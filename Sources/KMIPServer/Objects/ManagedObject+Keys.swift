import KMIP
import KMIPCrypto

extension ManagedObject {
  static func symmetricKey(_ key: CryptographicKey) throws -> ManagedObject {
    .symmetricKey(KMIP.SymmetricKey(keyBlock: try key.keyBlock()))
  }

  static func privateKey(_ pkcs8: Secret, _ algorithm: CryptographicAlgorithm) throws -> ManagedObject {
    let key = try CryptographicKey(privateKey: pkcs8, algorithm: algorithm)
    return .privateKey(PrivateKey(keyBlock: try key.keyBlock()))
  }

  static func publicKey(_ spki: [UInt8], _ algorithm: CryptographicAlgorithm) throws -> ManagedObject {
    let key = try CryptographicKey(publicKey: spki, algorithm: algorithm)
    return .publicKey(PublicKey(keyBlock: try key.keyBlock()))
  }

  /// The object with another key block; those without one stay as they are.
  func replacing(_ keyBlock: KeyBlock) -> ManagedObject {
    switch self {
    case .certificate, .certificateRequest, .opaqueObject, .template: self
    case .pgpKey(let key): .pgpKey(PGPKey(pgpKeyVersion: key.pgpKeyVersion, keyBlock: keyBlock))
    case .privateKey: .privateKey(PrivateKey(keyBlock: keyBlock))
    case .publicKey: .publicKey(PublicKey(keyBlock: keyBlock))
    case .secretData(let data): .secretData(SecretData(secretDataType: data.secretDataType, keyBlock: keyBlock))
    case .splitKey(let key): .splitKey(with(key) { $0.keyBlock = keyBlock })
    case .symmetricKey: .symmetricKey(SymmetricKey(keyBlock: keyBlock))
    }
  }

  private func with<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
    var value = value
    change(&value)
    return value
  }
}

extension ObjectType {
  /// Holds a key that the cryptography here can read: secret data has no algorithm, a part is no key, and a PGP key is
  /// a bundle of packets.
  var isKey: Bool { [.symmetricKey, .privateKey, .publicKey].contains(self) }
}
