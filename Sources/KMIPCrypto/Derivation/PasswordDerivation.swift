import CLibCrypto
import KMIP

/// PBKDF2 (RFC 8018 §5.2).
enum PasswordDerivation {
  static let usualIterations: Int32 = 600_000
  /// Some ten seconds of one processor.
  static let limit: Int32 = 10_000_000

  static func derive(from password: Secret, _ parameters: DerivationParameters, count: Int) throws -> [UInt8] {
    guard let salt = parameters.salt, !salt.isEmpty else { throw OperationFailure.invalid("PBKDF2 needs a Salt") }
    let iterations = parameters.iterationCount ?? usualIterations
    guard (1...limit).contains(iterations) else {
      throw OperationFailure.invalid("the iteration count is from 1 to \(limit), found \(iterations)")
    }
    let hash = KeyDerivation.hashing(parameters)
    try Hashing.checkSupported(hash)
    let digest = try MessageDigest(hash)
    var key = [UInt8](repeating: 0, count: count)
    let isDone = password.withBytes { password in
      PKCS5_PBKDF2_HMAC(
        password.bindMemory(to: CChar.self).baseAddress, Int32(clamping: password.count), salt,
        Int32(clamping: salt.count), iterations, digest.function, Int32(clamping: count), &key) == 1
    }
    guard isDone else { throw OpenSSL.failure("the key was not derived") }
    return key
  }
}
