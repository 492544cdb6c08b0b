import CLibCrypto
import KMIP

/// A number of OpenSSL's, overwritten when it is released.
final class LargeNumber {
  let pointer: OpaquePointer

  init(_ magnitude: [UInt8]) throws {
    guard let pointer = BN_bin2bn(magnitude, Int32(clamping: magnitude.count), nil) else { throw Self.noMemory }
    self.pointer = pointer
  }

  convenience init(_ number: Int) throws {
    try self.init(withUnsafeBytes(of: UInt64(clamping: number).bigEndian) { Array($0) })
  }

  convenience init(randomBelow limit: LargeNumber) throws {
    try self.init(0)
    let isDone = withExtendedLifetime(limit) { BN_priv_rand_range(pointer, limit.pointer) == 1 }
    guard isDone else { throw Self.noMemory }
  }

  deinit { BN_clear_free(pointer) }

  var bits: Int { Int(BN_num_bits(pointer)) }

  /// Big endian, with leading zeros.
  func bytes(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard BN_bn2binpad(pointer, &bytes, Int32(clamping: count)) == Int32(clamping: count) else { throw Self.noMemory }
    return bytes
  }

  func add(_ other: LargeNumber, modulo prime: LargeNumber, _ work: Work) throws {
    try change(other, prime, work) { BN_mod_add($0, $0, $1, $2, $3) == 1 }
  }

  func subtract(_ other: LargeNumber, modulo prime: LargeNumber, _ work: Work) throws {
    try change(other, prime, work) { BN_mod_sub($0, $0, $1, $2, $3) == 1 }
  }

  func multiply(by other: LargeNumber, modulo prime: LargeNumber, _ work: Work) throws {
    try change(other, prime, work) { BN_mod_mul($0, $0, $1, $2, $3) == 1 }
  }

  func invert(modulo prime: LargeNumber, _ work: Work) throws {
    try change(self, prime, work) { own, _, prime, work in BN_mod_inverse(own, own, prime, work) != nil }
  }

  // A number whose pointer alone is in use may be released: hence the numbers are held on to.
  private func change(
    _ other: LargeNumber, _ prime: LargeNumber, _ work: Work,
    _ body: (OpaquePointer, OpaquePointer, OpaquePointer, OpaquePointer) -> Bool
  ) throws {
    let isDone = withExtendedLifetime((self, other, prime, work)) {
      body(pointer, other.pointer, prime.pointer, work.pointer)
    }
    guard isDone else { throw Self.noMemory }
  }

  func isLess(than other: LargeNumber) -> Bool {
    withExtendedLifetime((self, other)) { BN_cmp(pointer, other.pointer) < 0 }
  }

  func isPrime(_ work: Work) -> Bool {
    withExtendedLifetime((self, work)) { BN_check_prime(pointer, work.pointer, nil) == 1 }
  }

  static var noMemory: OperationFailure { .cryptographic("the large numbers cannot be computed with") }

  /// Room for what is computed on the way.
  final class Work {
    let pointer: OpaquePointer

    init() throws {
      guard let pointer = BN_CTX_secure_new() else { throw LargeNumber.noMemory }
      self.pointer = pointer
    }

    deinit { BN_CTX_free(pointer) }
  }
}
