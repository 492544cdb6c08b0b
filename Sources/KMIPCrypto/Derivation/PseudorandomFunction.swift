import Crypto
import FoundationEssentials
import KMIP

/// HMAC with a key and a hash.
struct PseudorandomFunction {
  private let key: Crypto.SymmetricKey
  private let hash: any HashFunction.Type

  init(_ base: Secret, _ parameters: DerivationParameters) throws {
    key = base.withBytes { Crypto.SymmetricKey(data: $0) }
    hash = try Hashing.function(KeyDerivation.hashing(parameters))
  }

  func output(_ data: [UInt8]) -> [UInt8] {
    func code<Function: HashFunction>(_ function: Function.Type) -> [UInt8] {
      Array(HMAC<Function>.authenticationCode(for: data, using: key))
    }
    return code(hash)
  }
}
