import Glibc

/// Lends C an array of C strings that ends with a null pointer; nothing becomes a null pointer, too.
func withStrings<T>(_ strings: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T) -> T {
  let copies = strings.map { $0.flatMap { strdup($0) } }
  defer { for copy in copies { free(copy) } }
  let pointers = copies.map { $0.map { UnsafePointer($0) } } + [nil]
  return pointers.withUnsafeBufferPointer { buffer in
    // The array has at least its null pointer.
    buffer.baseAddress.map(body) ?? body([nil])
  }
}

extension StoreValue {
  /// As PostgreSQL reads it; nothing for null.
  var wireText: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text): text
    case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }
}
