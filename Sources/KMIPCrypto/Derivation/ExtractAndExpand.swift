import Crypto
import FoundationEssentials
import KMIP

/// HKDF (RFC 5869); the derivation data is its info.
enum ExtractAndExpand {
  static func derive(from base: Secret, _ parameters: DerivationParameters, count: Int) throws -> [UInt8] {
    let function = try Hashing.function(KeyDerivation.hashing(parameters))
    return try derive(
      base.withBytes { Crypto.SymmetricKey(data: $0) }, parameters.salt ?? [], parameters.derivationData ?? [], count,
      with: function)
  }

  private static func derive<Function: HashFunction>(
    _ key: Crypto.SymmetricKey, _ salt: [UInt8], _ info: [UInt8], _ count: Int, with function: Function.Type
  ) throws -> [UInt8] {
    let most = 255 * Function.Digest.byteCount
    guard count <= most else {
      throw OperationFailure.cryptographic("HKDF gives at most \(most) bytes, wanted \(count)")
    }
    return HKDF<Function>.deriveKey(inputKeyMaterial: key, salt: salt, info: info, outputByteCount: count)
      .withUnsafeBytes { Array($0) }
  }
}
