import Crypto
import CryptoExtras
import FoundationEssentials
public import KMIP

public enum MessageAuthentication {
  private static let algorithms: [(key: CryptographicAlgorithm, hash: HashingAlgorithm)] = [
    (.hmacSHA1, .sha1),
    (.hmacSHA224, .sha224),
    (.hmacSHA256, .sha256),
    (.hmacSHA384, .sha384),
    (.hmacSHA512, .sha512),
    (.hmacSHA3224, .sha3224),
    (.hmacSHA3256, .sha3256),
    (.hmacSHA3384, .sha3384),
    (.hmacSHA3512, .sha3512),
  ]

  /// HMAC by the parameters' hashing algorithm or by the key's; CMAC with an AES key where the parameters name the
  /// mode or the algorithm.
  public static func mac(
    of data: [UInt8], with key: CryptographicKey, parameters: CryptographicParameters? = nil
  ) throws -> [UInt8] {
    let secret = try key.symmetricBytes().withBytes { Crypto.SymmetricKey(data: $0) }
    guard let hash = try hashingAlgorithm(key, parameters) else { return try cmac(of: data, secret) }
    return mac(of: data, secret, with: try Hashing.function(hash))
  }

  /// Compares in constant time; a wrong MAC is no error.
  public static func verify(
    _ mac: [UInt8], of data: [UInt8], with key: CryptographicKey, parameters: CryptographicParameters? = nil
  ) throws -> Bool {
    isEqualInConstantTime(mac, try self.mac(of: data, with: key, parameters: parameters))
  }

  /// `nil` for CMAC.
  static func hashingAlgorithm(
    _ key: CryptographicKey, _ parameters: CryptographicParameters?
  ) throws -> HashingAlgorithm? {
    let named = parameters?.cryptographicAlgorithm ?? key.algorithm
    let isCMAC = parameters?.blockCipherMode == .cmac
    if let hash = parameters?.hashingAlgorithm, !isCMAC {
      try Hashing.checkSupported(hash)
      if let row = algorithms.first(where: { $0.key == named }), row.hash != hash { throw mismatch(named, hash) }
      return hash
    }
    if key.algorithm == .aes, named == .aes, isCMAC || isBlockCipher(parameters) { return nil }
    guard !isCMAC, let row = algorithms.first(where: { $0.key == named }) else {
      throw OperationFailure.unsupported(
        "message authentication with \(named) is not supported: name a hashing algorithm, or CMAC for an AES key")
    }
    return row.hash
  }

  // An AES key by itself says nothing of MACs: CMAC is what AES as an algorithm for a MAC means.
  private static func isBlockCipher(_ parameters: CryptographicParameters?) -> Bool {
    parameters?.cryptographicAlgorithm == .aes && parameters?.blockCipherMode == nil
  }

  private static func mismatch(_ algorithm: CryptographicAlgorithm, _ hash: HashingAlgorithm) -> OperationFailure {
    OperationFailure(
      reason: .badCryptographicParameters, message: "a key for \(algorithm) does not support \(hash)")
  }

  private static func mac<Function: HashFunction>(
    of data: [UInt8], _ key: Crypto.SymmetricKey, with function: Function.Type
  ) -> [UInt8] {
    Array(HMAC<Function>.authenticationCode(for: data, using: key))
  }

  private static func cmac(of data: [UInt8], _ key: Crypto.SymmetricKey) throws -> [UInt8] {
    try refusing(.cryptographicFailure, "the MAC was not made") {
      var cmac = try AES.CMAC(key: key)
      cmac.update(data: data)
      return Array(cmac.finalize())
    }
  }
}
