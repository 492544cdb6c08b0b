import CLibCrypto
import KMIP

enum OpenSSL {
  /// The bytes of an `i2d_…` function, which measures first and writes then.
  static func encoded(
    _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
  ) throws -> [UInt8] {
    let count = Int(write(nil))
    guard count > 0 else { throw failure("the DER was not written") }
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      var start = buffer.baseAddress
      guard write(&start) == Int32(count) else { throw failure("the DER was not written") }
      written = count
    }
  }

  /// What it did not do is a failure in our words: its own are for its authors.
  static func failure(_ message: String) -> OperationFailure {
    forgetErrors()
    return .cryptographic(message)
  }

  // Its queue of errors belongs to the thread, and the next caller there would find them.
  static func forgetErrors() { ERR_clear_error() }
}
