import CLibCrypto
import Crypto
import FoundationEssentials

/// The hashes of 224 bits, which only OpenSSL has, as the library's HMAC and HKDF take them.
protocol TruncatedSHA: Sendable {
  static var function: OpaquePointer? { get }
  static var blockByteCount: Int { get }
}

enum SHA2With224Bits: TruncatedSHA {
  static var function: OpaquePointer? { EVP_sha224() }
  static var blockByteCount: Int { 64 }
}

enum SHA512With224Bits: TruncatedSHA {
  static var function: OpaquePointer? { EVP_sha512_224() }
  static var blockByteCount: Int { 128 }
}

enum SHA3With224Bits: TruncatedSHA {
  static var function: OpaquePointer? { EVP_sha3_224() }
  static var blockByteCount: Int { 144 }
}

/// A hash that libcrypto's configuration may lack.
protocol ConfigurableHash: HashFunction {
  /// Ask before one is made.
  static var isAvailable: Bool { get }
}

struct TruncatedHash<Variant: TruncatedSHA>: ConfigurableHash {
  struct Digest: Crypto.Digest {
    static var byteCount: Int { 28 }
    fileprivate let bytes: [UInt8]

    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
      try bytes.withUnsafeBytes(body)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
  }

  static var blockByteCount: Int { Variant.blockByteCount }
  static var isAvailable: Bool { DigestContext.takes(Variant.function) }
  private var context: DigestContext

  init() { context = DigestContext(Variant.function) }

  mutating func update(bufferPointer: UnsafeRawBufferPointer) {
    if !isKnownUniquelyReferenced(&context) { context = DigestContext(copying: context) }
    context.update(bufferPointer)
  }

  func finalize() -> Digest { Digest(bytes: DigestContext(copying: context).finalized(Digest.byteCount)) }
}

/// OpenSSL's state of one hash.
private final class DigestContext: Sendable {
  // Changed only by the one value that holds it, which its owner checks.
  private nonisolated(unsafe) let pointer: OpaquePointer

  init(_ function: OpaquePointer?) {
    pointer = Self.allocated()
    precondition(EVP_DigestInit_ex(pointer, function, nil) == 1, "a hash that is not available was asked for")
  }

  static func takes(_ function: OpaquePointer?) -> Bool {
    let context = allocated()
    defer { EVP_MD_CTX_free(context) }
    defer { OpenSSL.forgetErrors() }
    return EVP_DigestInit_ex(context, function, nil) == 1
  }

  init(copying other: DigestContext) {
    pointer = Self.allocated()
    precondition(EVP_MD_CTX_copy_ex(pointer, other.pointer) == 1, "out of memory")
  }

  private static func allocated() -> OpaquePointer {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    return context
  }

  deinit { EVP_MD_CTX_free(pointer) }

  func update(_ bytes: UnsafeRawBufferPointer) { EVP_DigestUpdate(pointer, bytes.baseAddress, bytes.count) }

  func finalized(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      EVP_DigestFinal_ex(pointer, buffer.baseAddress, nil)
      written = count
    }
  }
}
