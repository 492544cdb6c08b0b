import CLibCrypto
import KMIP

/// OpenSSL's context of one operation with a key.
struct KeyContext: ~Copyable {
  let pointer: OpaquePointer

  init(_ key: EVPKey) throws {
    guard let pointer = EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil) else { throw Self.refused }
    self.pointer = pointer
  }

  init(_ algorithm: String) throws {
    guard let pointer = EVP_PKEY_CTX_new_from_name(nil, algorithm, nil) else { throw Self.refused }
    self.pointer = pointer
  }

  deinit { EVP_PKEY_CTX_free(pointer) }

  func require(_ result: Int32) throws {
    guard result > 0 else { throw Self.refused }
  }

  /// The bytes of a function that tells how many there may be and then how many there are.
  func output(_ write: (UnsafeMutablePointer<UInt8>?, inout Int) -> Int32) throws -> [UInt8] {
    var capacity = 0
    try require(write(nil, &capacity))
    return try [UInt8](unsafeUninitializedCapacity: capacity) { buffer, written in
      var count = capacity
      guard write(buffer.baseAddress, &count) > 0, count >= 0, count <= capacity else { throw Self.refused }
      written = count
    }
  }

  private static var refused: OperationFailure { OpenSSL.failure("the key does not do this with this data") }
}
