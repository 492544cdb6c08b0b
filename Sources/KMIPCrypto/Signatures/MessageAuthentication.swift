import Crypto
import CryptoExtras
import FoundationEssentials
public import KMIP

public enum MessageAuthentication {
  private static let algorithms: [(key: CryptographicAlgorithm, hash: HashingAlgorithm)] = [
    (.hmacSHA1, .sha1),
    (.hmacSHA256, .sha256),
    (.hmacSHA384, .sha384),
    (.hmacSHA512, .sha512),
    (.hmacSHA3256, .sha3256),
    (.hmacSHA3384, .sha3384),
    (.hmacSHA3512, .sha3512),
  ]

  /// HMAC by the parameters' hashing algorithm or by the key's; with an AES key and no hashing algorithm, CMAC.
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
      if let row = algorithms.first(where: { $0.key == named }), row.hash != hash { throw mismatch(named, hash) }
      return hash
    }
    if key.algorithm == .aes, named == .aes, isCMAC || parameters?.blockCipherMode == nil { return nil }
    guard !isCMAC, let row = algorithms.first(where: { $0.key == named }) else {
      throw OperationFailure.unsupported("message authentication with \(named) is not supported")
    }
    return row.hash
  }

  private static func mismatch(_ algorithm: CryptographicAlgorithm, _ hash: HashingAlgorithm) -> OperationFailure {
    OperationFailure(
      reason: .badCryptographicParameters, message: "a key for \(algorithm) does not authenticate with \(hash)")
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
