import Crypto
import FoundationEssentials
import KMIP

/// RFC 3394.
enum KeyWrap {
  static func wrap(_ data: [UInt8], with key: Crypto.SymmetricKey) throws -> [UInt8] {
    guard data.count >= 16, data.count % 8 == 0 else {
      throw OperationFailure.invalid(
        "NIST key wrap takes 16 bytes or more in multiples of 8, found \(data.count); AES key wrap padding takes any")
    }
    return Array(try AES.KeyWrap.wrap(Crypto.SymmetricKey(data: data), using: key))
  }

  static func unwrap(_ data: [UInt8], with key: Crypto.SymmetricKey) throws -> [UInt8] {
    guard data.count >= 24, data.count % 8 == 0 else {
      throw OperationFailure.invalid("NIST key wrap gives 24 bytes or more in multiples of 8, found \(data.count)")
    }
    return try AES.KeyWrap.unwrap(data, using: key).withUnsafeBytes { Array($0) }
  }
}
