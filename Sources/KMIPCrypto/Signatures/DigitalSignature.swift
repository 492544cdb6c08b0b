import Crypto
import CryptoExtras
import FoundationEssentials
public import KMIP

public enum DigitalSignature {
  /// RSA signs with PSS and SHA-256 unless the parameters say otherwise; ECDSA signatures are DER.
  public static func sign(
    _ input: SignatureInput, with key: CryptographicKey, parameters: CryptographicParameters? = nil
  ) throws -> [UInt8] {
    let value = try key.privateKeyValue()
    let scheme = try SignatureScheme(value.publicKey.kind, parameters ?? CryptographicParameters())
    guard let hash = scheme.hashingAlgorithm else { return try signEd25519(input, value) }
    guard hash != .sha1, hash != .md5 else {
      throw OperationFailure.unsupported("new signatures with \(hash) are refused")
    }
    let digest = try digest(of: input, hash)
    return try refusing(.cryptographicFailure, "the data was not signed") {
      try sign(digest, with: Hashing.function(hash), scheme, value)
    }
  }

  /// Takes a public key or a private one, whose public half it uses. A wrong signature is no error.
  public static func verify(
    _ signature: [UInt8], of input: SignatureInput, with key: CryptographicKey,
    parameters: CryptographicParameters? = nil
  ) throws -> Bool {
    let value = try key.publicKeyValue()
    let scheme = try SignatureScheme(value.kind, parameters ?? CryptographicParameters())
    guard let hash = scheme.hashingAlgorithm else { return try verifyEd25519(signature, input, value) }
    guard hash != .md5 else { throw OperationFailure.unsupported("signatures with \(hash) are refused") }
    let digest = try digest(of: input, hash)
    return try verify(signature, digest, with: Hashing.function(hash), scheme, value)
  }

  /// The hash of data that comes in parts, whose digest is then signed or verified.
  public static func hashingAlgorithm(
    for key: CryptographicKey, parameters: CryptographicParameters? = nil
  ) throws -> HashingAlgorithm {
    let scheme = try SignatureScheme(key.publicKeyValue().kind, parameters ?? CryptographicParameters())
    guard let hash = scheme.hashingAlgorithm else {
      throw OperationFailure.unsupported("Ed25519 signs data whole, not in parts")
    }
    return hash
  }

  private static func digest(of input: SignatureInput, _ hash: HashingAlgorithm) throws -> [UInt8] {
    switch input {
    case .data(let data): return try Hashing.digest(of: data, hash)
    case .digestedData(let digest):
      let length = try Hashing.digest(of: [], hash).count
      guard digest.count == length else {
        throw OperationFailure.invalid("the digested data has \(digest.count) bytes, \(hash) gives \(length)")
      }
      return digest
    }
  }
}

extension DigitalSignature {
  private static func sign<Function: HashFunction>(
    _ bytes: [UInt8], with function: Function.Type, _ scheme: SignatureScheme, _ key: PrivateKeyValue
  ) throws -> [UInt8] {
    let digest = try typed(bytes, function)
    switch (scheme, key) {
    case (.rsaPSS, .rsa(let key)): return Array(try key.signature(for: digest, padding: .PSS).rawRepresentation)
    case (.rsaPKCS1, .rsa(let key)):
      return Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
    case (.ecdsa, .p256(let key)): return Array(try key.signature(for: digest).derRepresentation)
    case (.ecdsa, .p384(let key)): return Array(try key.signature(for: digest).derRepresentation)
    case (.ecdsa, .p521(let key)): return Array(try key.signature(for: digest).derRepresentation)
    default: throw unsupported
    }
  }

  private static func verify<Function: HashFunction>(
    _ signature: [UInt8], _ bytes: [UInt8], with function: Function.Type, _ scheme: SignatureScheme,
    _ key: PublicKeyValue
  ) throws -> Bool {
    let digest = try typed(bytes, function)
    switch (scheme, key) {
    case (.rsaPSS, .rsa(let key)):
      return key.isValidSignature(.init(rawRepresentation: signature), for: digest, padding: .PSS)
    case (.rsaPKCS1, .rsa(let key)):
      return key.isValidSignature(.init(rawRepresentation: signature), for: digest, padding: .insecurePKCS1v1_5)
    case (.ecdsa, .p256(let key)):
      guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
      return key.isValidSignature(signature, for: digest)
    case (.ecdsa, .p384(let key)):
      guard let signature = try? P384.Signing.ECDSASignature(derRepresentation: signature) else { return false }
      return key.isValidSignature(signature, for: digest)
    case (.ecdsa, .p521(let key)):
      guard let signature = try? P521.Signing.ECDSASignature(derRepresentation: signature) else { return false }
      return key.isValidSignature(signature, for: digest)
    default: throw unsupported
    }
  }

  private static func typed<Function: HashFunction>(
    _ bytes: [UInt8], _ function: Function.Type
  ) throws -> Function.Digest {
    guard let digest = Function.Digest(bytes: bytes) else { throw unsupported }
    return digest
  }

  private static func signEd25519(_ input: SignatureInput, _ key: PrivateKeyValue) throws -> [UInt8] {
    guard case .ed25519(let key) = key, case .data(let data) = input else { throw needsData }
    return try refusing(.cryptographicFailure, "the data was not signed") { Array(try key.signature(for: data)) }
  }

  private static func verifyEd25519(
    _ signature: [UInt8], _ input: SignatureInput, _ key: PublicKeyValue
  ) throws -> Bool {
    guard case .ed25519(let key) = key, case .data(let data) = input else { throw needsData }
    return key.isValidSignature(signature, for: data)
  }

  private static var needsData: OperationFailure {
    .unsupported("Ed25519 signs data and not a digest")
  }

  private static var unsupported: OperationFailure {
    .unsupported("this hashing algorithm is not supported for signatures with this key")
  }
}
