import Crypto
import CryptoExtras
import FoundationEssentials
public import KMIP

/// A password as it may be kept: scrypt (RFC 7914) with a salt of its own, written
/// `$scrypt$ROUNDS$BLOCK$PARALLELISM$SALT$HASH`, the last two in Base64.
public struct PasswordHash: Hashable, Sendable {
  private var rounds = 1 << 14
  private var blockSize = 8
  private var parallelism = 5
  private let salt: [UInt8]
  private let hash: Secret

  /// - Parameter other: Whose cost it shall have; what is fit for passwords if left out.
  public init(of password: Secret, like other: PasswordHash? = nil) throws {
    if let other { (rounds, blockSize, parallelism) = (other.rounds, other.blockSize, other.parallelism) }
    salt = try RandomBytes.make(count: 16)
    hash = try Self.derive(password, salt, rounds, blockSize, parallelism)
  }

  /// None for text of another form, or with parameters that would take the machine's memory.
  public init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 7, parts[0].isEmpty, parts[1] == "scrypt",
      let rounds = Int(parts[2]), let blockSize = Int(parts[3]), let parallelism = Int(parts[4]),
      (2...1 << 16).contains(rounds), rounds & (rounds - 1) == 0, (1...32).contains(blockSize),
      (1...16).contains(parallelism), rounds * blockSize <= 1 << 18,
      let salt = Data(base64Encoded: String(parts[5])), let hash = Data(base64Encoded: String(parts[6])),
      hash.count == Self.length
    else { return nil }
    (self.rounds, self.blockSize, self.parallelism) = (rounds, blockSize, parallelism)
    self.salt = Array(salt)
    self.hash = Secret(hash)
  }

  public var text: String {
    let ends = [Data(salt), hash.withBytes { Data($0) }].map { $0.base64EncodedString() }
    return (["", "scrypt", "\(rounds)", "\(blockSize)", "\(parallelism)"] + ends).joined(separator: "$")
  }

  /// Takes a while by intent.
  public func matches(_ password: Secret) -> Bool {
    (try? Self.derive(password, salt, rounds, blockSize, parallelism)) == hash
  }

  private static let length = 32

  private static func derive(
    _ password: Secret, _ salt: [UInt8], _ rounds: Int, _ blockSize: Int, _ parallelism: Int
  ) throws -> Secret {
    try password.withBytes { bytes in
      let key = try KDF.Scrypt.deriveKey(
        from: Data(bytes), salt: salt, outputByteCount: length, rounds: rounds, blockSize: blockSize,
        parallelism: parallelism)
      return key.withUnsafeBytes { Secret($0) }
    }
  }
}
