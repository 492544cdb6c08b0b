import Crypto
import CryptoExtras
import FoundationEssentials
import KMIP

/// IEEE 1619: the first half of the key for the data, the second for the tweak.
struct XTS {
  private static let blockLength = 16

  private let dataKey: Crypto.SymmetricKey
  private let tweakKey: Crypto.SymmetricKey
  private let isEncrypting: Bool

  init(_ key: Crypto.SymmetricKey, isEncrypting: Bool) throws {
    let bytes = key.withUnsafeBytes { Array($0) }
    let (first, second) = (bytes.prefix(bytes.count / 2), bytes.suffix(bytes.count / 2))
    guard bytes.count == 32 || bytes.count == 64 else {
      throw OperationFailure.unsupported("XTS takes a key of 256 or 512 bits, found \(bytes.count * 8)")
    }
    guard !isEqualInConstantTime(Array(first), Array(second)) else {
      throw OperationFailure.unsupported("XTS takes a key of two different halves")
    }
    dataKey = Crypto.SymmetricKey(data: first)
    tweakKey = Crypto.SymmetricKey(data: second)
    self.isEncrypting = isEncrypting
  }

  func apply(_ data: [UInt8], tweak: [UInt8]) throws -> [UInt8] {
    guard data.count >= Self.blockLength else {
      throw OperationFailure.invalid("XTS takes 16 bytes or more, found \(data.count)")
    }
    let tail = data.suffix(data.count % Self.blockLength)
    let plainBlocks = data.count / Self.blockLength - (tail.isEmpty ? 0 : 1)
    var mask = tweak
    try AES.permute(&mask, key: tweakKey)
    var result: [UInt8] = []
    result.reserveCapacity(data.count)
    for index in 0..<plainBlocks {
      result += try permuted(block(index, of: data), mask)
      mask = doubled(mask)
    }
    guard !tail.isEmpty else { return result }
    return result + (try stolen(block(plainBlocks, of: data), tail, mask))
  }

  // The last whole block lends the bytes that the short one lacks; decryption takes the masks the other way round.
  private func stolen(_ last: [UInt8], _ tail: ArraySlice<UInt8>, _ mask: [UInt8]) throws -> [UInt8] {
    let next = doubled(mask)
    let lender = try permuted(last, isEncrypting ? mask : next)
    let whole = try permuted(Array(tail) + lender.dropFirst(tail.count), isEncrypting ? next : mask)
    return whole + lender.prefix(tail.count)
  }

  private func block(_ index: Int, of data: [UInt8]) -> [UInt8] {
    Array(data[index * Self.blockLength..<(index + 1) * Self.blockLength])
  }

  private func permuted(_ block: [UInt8], _ mask: [UInt8]) throws -> [UInt8] {
    var result = zip(block, mask).map { $0 ^ $1 }
    if isEncrypting {
      try AES.permute(&result, key: dataKey)
    } else {
      try AES.inversePermute(&result, key: dataKey)
    }
    return zip(result, mask).map { $0 ^ $1 }
  }

  // Times x modulo x^128 + x^7 + x^2 + x + 1, little endian.
  private func doubled(_ mask: [UInt8]) -> [UInt8] {
    var carry: UInt8 = 0
    var result = mask.map { byte in
      defer { carry = byte >> 7 }
      return byte << 1 | carry
    }
    if carry == 1 { result[0] ^= 0x87 }
    return result
  }
}
