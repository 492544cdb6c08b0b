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
    guard BN_priv_rand_range(pointer, limit.pointer) == 1 else { throw Self.noMemory }
  }

  deinit { BN_clear_free(pointer) }

  var bits: Int { Int(BN_num_bits(pointer)) }

  /// Big endian, with leading zeros.
  func bytes(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard BN_bn2binpad(pointer, &bytes, Int32(clamping: count)) == Int32(clamping: count) else { throw Self.noMemory }
    return bytes
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
