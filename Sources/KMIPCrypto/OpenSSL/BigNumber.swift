import CLibCrypto
import KMIP

/// OpenSSL's number, wiped when it goes.
struct BigNumber: ~Copyable {
  let pointer: OpaquePointer

  init() throws {
    guard let pointer = BN_secure_new() else { throw OpenSSL.failure("out of memory") }
    self.pointer = pointer
  }

  init(_ bytes: [UInt8]) throws {
    guard let pointer = BN_secure_new() else { throw OpenSSL.failure("out of memory") }
    guard BN_bin2bn(bytes, Int32(clamping: bytes.count), pointer) != nil else {
      BN_clear_free(pointer)
      throw OpenSSL.failure("out of memory")
    }
    self.pointer = pointer
  }

  deinit { BN_clear_free(pointer) }

  /// Big endian, filled up with zeros; nothing if they are too few.
  static func bytes(_ number: OpaquePointer, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return BN_bn2binpad(number, &bytes, Int32(clamping: count)) == Int32(count) ? bytes : nil
  }
}
