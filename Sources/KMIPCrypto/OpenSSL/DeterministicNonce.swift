import CLibCrypto
import Crypto
import FoundationEssentials
import KMIP

/// RFC 6979 §3.2: the numbers k that a signature of a digest with a private key uses.
struct DeterministicNonce {
  private let order: OpaquePointer
  private let byteCount: Int
  private let bitCount: Int
  private let hash: HashingAlgorithm
  private var key: [UInt8]
  private var value: [UInt8]
  private var isFirst = true

  init(order: OpaquePointer, privateKey: OpaquePointer, digest: [UInt8], hash: HashingAlgorithm) throws {
    self.order = order
    self.hash = hash
    bitCount = Int(BN_num_bits(order))
    byteCount = (bitCount + 7) / 8
    let length = try Hashing.digest(of: [], hash).count
    value = [UInt8](repeating: 1, count: length)
    key = [UInt8](repeating: 0, count: length)
    guard let number = BigNumber.bytes(privateKey, count: byteCount) else {
      throw OpenSSL.failure("the private key is longer than its curve")
    }
    let reduced = try reduced(digest)
    for separator: UInt8 in [0, 1] {
      key = try code(value + [separator] + number + reduced)
      value = try code(value)
    }
  }

  mutating func next() throws -> BigNumber {
    if !isFirst { try advance() }
    isFirst = false
    while true {
      var bytes: [UInt8] = []
      while bytes.count < byteCount {
        value = try code(value)
        bytes += value
      }
      let number = try leftmost(bytes)
      if BN_is_zero(number.pointer) == 0, BN_cmp(number.pointer, order) < 0 { return number }
      try advance()
    }
  }

  private mutating func advance() throws {
    key = try code(value + [0])
    value = try code(value)
  }

  // bits2int of §2.3.2: as many bits as the order has.
  private func leftmost(_ bytes: [UInt8]) throws -> BigNumber {
    let number = try BigNumber(Array(bytes.prefix(byteCount)))
    let surplus = min(bytes.count, byteCount) * 8 - bitCount
    if surplus > 0 { BN_rshift(number.pointer, number.pointer, Int32(clamping: surplus)) }
    return number
  }

  // bits2octets of §2.3.4.
  private func reduced(_ digest: [UInt8]) throws -> [UInt8] {
    let number = try leftmost(digest)
    if BN_cmp(number.pointer, order) >= 0 { BN_sub(number.pointer, number.pointer, order) }
    return BigNumber.bytes(number.pointer, count: byteCount) ?? []
  }

  private func code(_ data: [UInt8]) throws -> [UInt8] {
    func code<Function: HashFunction>(_ function: Function.Type) -> [UInt8] {
      Array(HMAC<Function>.authenticationCode(for: data, using: SymmetricKey(data: key)))
    }
    return code(try Hashing.function(hash))
  }
}
