import Crypto
import FoundationEssentials
public import KMIP

public enum DigitalSignature {
  /// RSA signs with PSS and SHA-256 unless the parameters say otherwise; ECDSA signatures are DER, with the nonce of
  /// RFC 6979.
  public static func sign(
    _ input: SignatureInput, with key: CryptographicKey, parameters: CryptographicParameters? = nil
  ) throws -> [UInt8] {
    try key.requirePrivate()
    let scheme = try SignatureScheme(key.asymmetricKind(), parameters ?? CryptographicParameters())
    return try refusing(.cryptographicFailure, "the data was not signed") {
      switch scheme {
      case .rsaPSS(let pss): try key.openSSLKey().signRSA(digest(of: input, pss.hash), pss.hash, pss)
      case .rsaPKCS1(let hash): try key.openSSLKey().signRSA(digest(of: input, hash), hash, nil)
      case .ecdsa(let hash): try key.openSSLKey().signECDSA(digest(of: input, hash), hash)
      case .pure(let algorithm): try sign(whole(input, algorithm), with: key.privateKeyValue())
      }
    }
  }

  /// Takes a public key or a private one, whose public half it uses. A wrong signature is no error.
  public static func verify(
    _ signature: [UInt8], of input: SignatureInput, with key: CryptographicKey,
    parameters: CryptographicParameters? = nil
  ) throws -> Bool {
    let scheme = try SignatureScheme(key.asymmetricKind(), parameters ?? CryptographicParameters())
    return switch scheme {
    case .rsaPSS(let pss): try key.openSSLKey().verifyRSA(signature, digest(of: input, pss.hash), pss.hash, pss)
    case .rsaPKCS1(let hash): try key.openSSLKey().verifyRSA(signature, digest(of: input, hash), hash, nil)
    case .ecdsa(let hash): try key.openSSLKey().verifyECDSA(signature, digest(of: input, hash))
    case .pure(let algorithm): try verify(signature, whole(input, algorithm), with: key.publicKeyValue())
    }
  }

  /// The hash of data that comes in parts, whose digest is then signed or verified.
  public static func hashingAlgorithm(
    for key: CryptographicKey, parameters: CryptographicParameters? = nil
  ) throws -> HashingAlgorithm {
    let scheme = try SignatureScheme(key.asymmetricKind(), parameters ?? CryptographicParameters())
    guard let hash = scheme.hashingAlgorithm else {
      throw OperationFailure.unsupported("\(key.algorithm) signs data whole, not in parts")
    }
    return hash
  }
}

extension DigitalSignature {
  private static func digest(of input: SignatureInput, _ hash: HashingAlgorithm) throws -> [UInt8] {
    switch input {
    case .data(let data): return try Hashing.digest(of: data, hash)
    case .digestedData(let digest):
      let length = try MessageDigest(hash).byteCount
      guard digest.count == length else {
        throw OperationFailure.invalid("the digested data has \(digest.count) bytes, \(hash) gives \(length)")
      }
      return digest
    }
  }

  private static func whole(_ input: SignatureInput, _ algorithm: CryptographicAlgorithm) throws -> [UInt8] {
    guard case .data(let data) = input else {
      throw OperationFailure.unsupported("\(algorithm) signs data and not a digest")
    }
    return data
  }

  private static func sign(_ data: [UInt8], with key: PrivateKeyValue) throws -> [UInt8] {
    switch key {
    case .ed25519(let key): Array(try key.signature(for: data))
    case .openSSL(let key, _): try key.signWhole(data)
    case .postQuantum(let key): try key.sign(data)
    default: throw mixedUp
    }
  }

  private static func verify(_ signature: [UInt8], _ data: [UInt8], with key: PublicKeyValue) throws -> Bool {
    switch key {
    case .ed25519(let key): key.isValidSignature(signature, for: data)
    case .openSSL(let key, _): try key.verifyWhole(signature, data)
    case .postQuantum(let key): try key.verify(signature, data)
    default: throw mixedUp
    }
  }

  private static var mixedUp: OperationFailure { .unsupported("the key does not sign data whole") }
}
