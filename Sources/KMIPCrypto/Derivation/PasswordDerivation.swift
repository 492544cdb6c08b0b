import Crypto
import CryptoExtras
import FoundationEssentials
import KMIP

/// PBKDF2 (RFC 8018 §5.2).
enum PasswordDerivation {
  static let usualIterations: Int32 = 600_000
  /// Some ten seconds of one processor.
  static let limit: Int32 = 10_000_000

  private static let functions: [(algorithm: HashingAlgorithm, function: KDF.Insecure.PBKDF2.HashFunction)] = [
    (.sha1, .insecureSHA1), (.sha224, .insecureSHA224), (.sha256, .sha256), (.sha384, .sha384), (.sha512, .sha512),
  ]

  static func derive(from password: Secret, _ parameters: DerivationParameters, count: Int) throws -> [UInt8] {
    guard let salt = parameters.salt, !salt.isEmpty else { throw OperationFailure.invalid("PBKDF2 needs a Salt") }
    let iterations = parameters.iterationCount ?? usualIterations
    guard (1...limit).contains(iterations) else {
      throw OperationFailure.invalid("the iteration count is from 1 to \(limit), found \(iterations)")
    }
    let hash = KeyDerivation.hashing(parameters)
    guard let row = functions.first(where: { $0.algorithm == hash }) else {
      throw OperationFailure.unsupported("PBKDF2 with \(hash) is not supported")
    }
    return try refusing(.cryptographicFailure, "the key was not derived") {
      try KDF.Insecure.PBKDF2.deriveKey(
        from: password.withBytes { Data($0) }, salt: salt, using: row.function, outputByteCount: count,
        unsafeUncheckedRounds: Int(iterations)
      ).withUnsafeBytes { Array($0) }
    }
  }
}
