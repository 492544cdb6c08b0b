import Crypto
import CryptoExtras
import FoundationEssentials
import KMIP

/// The modes without a tag.
struct BlockModes {
  private static let blockLength = 16
  private static let damaged = OperationFailure.cryptographic(
    "the data does not decrypt: a wrong key or parameter, or damaged data")

  let suite: CipherSuite
  let key: Crypto.SymmetricKey
  let iv: [UInt8]

  init(_ suite: CipherSuite, _ key: Crypto.SymmetricKey, _ iv: [UInt8]) {
    self.suite = suite
    self.key = key
    self.iv = iv
  }

  func encrypt(_ data: [UInt8]) throws -> [UInt8] {
    switch suite {
    case .cbc(let isPadded):
      try requireBlocks(data, unless: isPadded)
      return Array(try AES._CBC.encrypt(data, using: key, iv: .init(ivBytes: iv), noPadding: !isPadded))
    case .ecb(let isPadded):
      try requireBlocks(data, unless: isPadded)
      return try blockwise(isPadded ? padded(data) : data) { try AES.permute(&$0, key: key) }
    case .xts: return try XTS(key, isEncrypting: true).apply(data, tweak: iv)
    case .cfb: return Array(try AES._CFB.encrypt(data, using: key, iv: .init(ivBytes: iv)))
    default: return try stream(data)
    }
  }

  func decrypt(_ data: [UInt8]) throws -> [UInt8] {
    switch suite {
    case .cbc(let isPadded):
      try requireWholeBlocks(data, atLeast: isPadded ? 1 : 0)
      // The library takes no data for damaged data.
      guard !data.isEmpty else { return [] }
      return Array(try AES._CBC.decrypt(data, using: key, iv: .init(ivBytes: iv), noPadding: !isPadded))
    case .ecb(let isPadded):
      try requireWholeBlocks(data, atLeast: isPadded ? 1 : 0)
      let plaintext = try blockwise(data) { try AES.inversePermute(&$0, key: key) }
      return isPadded ? try unpadded(plaintext) : plaintext
    case .xts: return try XTS(key, isEncrypting: false).apply(data, tweak: iv)
    case .cfb: return Array(try AES._CFB.decrypt(data, using: key, iv: .init(ivBytes: iv)))
    default: return try stream(data)
    }
  }

  private func stream(_ data: [UInt8]) throws -> [UInt8] {
    switch suite {
    case .ctr: return Array(try AES._CTR.encrypt(data, using: key, nonce: .init(nonceBytes: iv)))
    case .chaCha20:
      let secret = key.withUnsafeBytes { Secret($0) }
      let cipher = try PartwiseCipher(suite, keyLength: secret.count, ivLength: iv.count)
      var context = try CipherContext(cipher, key: secret, iv: iv, isEncrypting: true)
      return try context.update(data) + context.finalized()
    default: throw OperationFailure.unsupported("the cipher is not supported")
    }
  }

  private func requireBlocks(_ data: [UInt8], unless isPadded: Bool) throws {
    guard !isPadded else { return }
    try requireWholeBlocks(data, atLeast: 0)
  }

  private func requireWholeBlocks(_ data: [UInt8], atLeast count: Int) throws {
    guard data.count % Self.blockLength == 0, data.count >= count * Self.blockLength else {
      throw OperationFailure.invalid("found \(data.count) bytes, wanted whole blocks of \(Self.blockLength) bytes")
    }
  }

  private func blockwise(_ data: [UInt8], _ permute: (inout [UInt8]) throws -> Void) rethrows -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(data.count)
    for start in stride(from: 0, to: data.count, by: Self.blockLength) {
      var block = Array(data[start..<start + Self.blockLength])
      try permute(&block)
      result.append(contentsOf: block)
    }
    return result
  }

  private func padded(_ data: [UInt8]) -> [UInt8] {
    let count = Self.blockLength - data.count % Self.blockLength
    return data + [UInt8](repeating: UInt8(count), count: count)
  }

  private func unpadded(_ data: [UInt8]) throws -> [UInt8] {
    guard let last = data.last, (1...Self.blockLength).contains(Int(last)) else { throw Self.damaged }
    let padding = data.suffix(Int(last))
    guard padding.allSatisfy({ $0 == last }) else { throw Self.damaged }
    return Array(data.dropLast(Int(last)))
  }
}
