extension UnsafeBufferPointer where Element == UInt8 {
  /// The bytes as a string, or nil if they are not UTF-8.
  var validText: String? {
    // ASCII needs no validation, and this is several times faster than `String(validating:as:)`.
    isASCII ? String(decoding: self, as: UTF8.self) : String(validating: self, as: UTF8.self)
  }

  var isText: Bool { isASCII || String(validating: self, as: UTF8.self) != nil }

  private var isASCII: Bool {
    var bits: UInt8 = 0
    for byte in self { bits |= byte }
    return bits < 0x80
  }
}
