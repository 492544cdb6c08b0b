import Crypto
import CryptoExtras
import FoundationEssentials
import KMIP

/// RFC 5649: key wrap for any number of bytes.
enum KeyWrapPadding {
  private static let initialValue: [UInt8] = [0xA6, 0x59, 0x59, 0xA6]
  private static let rounds = 6
  private static let limit = 1 << 24

  static func wrap(_ data: [UInt8], with key: Crypto.SymmetricKey) throws -> [UInt8] {
    guard (1...limit).contains(data.count) else {
      throw OperationFailure.invalid("AES key wrap padding takes 1 to \(limit) bytes, found \(data.count)")
    }
    let length = UInt32(data.count)
    let start = initialValue + (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) }
    let padded = data + [UInt8](repeating: 0, count: (8 - data.count % 8) % 8)
    guard padded.count > 8 else {
      var block = start + padded
      try AES.permute(&block, key: key)
      return block
    }
    return try mixed(start, padded, key)
  }

  static func unwrap(_ data: [UInt8], with key: Crypto.SymmetricKey) throws -> [UInt8] {
    guard data.count >= 16, data.count % 8 == 0, data.count <= limit + 16 else {
      throw OperationFailure.invalid(
        "AES key wrap padding gives 16 bytes or more in multiples of 8, found \(data.count)")
    }
    var plain = data
    if data.count == 16 {
      try AES.inversePermute(&plain, key: key)
    } else {
      plain = try unmixed(data, key)
    }
    return try checked(plain)
  }

  // The wrapping process of RFC 3394 §2.2.1 with another initial value.
  private static func mixed(_ start: [UInt8], _ data: [UInt8], _ key: Crypto.SymmetricKey) throws -> [UInt8] {
    var result = start + data
    let count = data.count / 8
    for step in 1...rounds * count {
      let position = ((step - 1) % count + 1) * 8
      var block = Array(result[0..<8]) + result[position..<position + 8]
      try AES.permute(&block, key: key)
      count64(step, into: &block)
      result.replaceSubrange(0..<8, with: block[0..<8])
      result.replaceSubrange(position..<position + 8, with: block[8..<16])
    }
    return result
  }

  private static func unmixed(_ data: [UInt8], _ key: Crypto.SymmetricKey) throws -> [UInt8] {
    var result = data
    let count = data.count / 8 - 1
    for step in (1...rounds * count).reversed() {
      let position = ((step - 1) % count + 1) * 8
      var block = Array(result[0..<8]) + result[position..<position + 8]
      count64(step, into: &block)
      try AES.inversePermute(&block, key: key)
      result.replaceSubrange(0..<8, with: block[0..<8])
      result.replaceSubrange(position..<position + 8, with: block[8..<16])
    }
    return result
  }

  private static func count64(_ step: Int, into block: inout [UInt8]) {
    for index in 0..<8 { block[index] ^= UInt8(truncatingIfNeeded: UInt64(step) >> (56 - 8 * UInt64(index))) }
  }

  // RFC 5649 §3: the constant, the length and the padding all have to be right.
  private static func checked(_ plain: [UInt8]) throws -> [UInt8] {
    let length = plain[4..<8].reduce(0) { $0 << 8 | Int($1) }
    let room = plain.count - 8
    let isLengthRight = length > room - 8 && length <= room
    guard Array(plain[0..<4]) == initialValue, isLengthRight, plain[(8 + length)...].allSatisfy({ $0 == 0 }) else {
      throw CryptoKitError.authenticationFailure
    }
    return Array(plain[8..<8 + length])
  }
}
