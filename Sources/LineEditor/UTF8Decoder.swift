/// Bytes to scalars, one at a time; what is not UTF-8 becomes U+FFFD.
enum UTF8Decoder {
  /// Takes one scalar off the front of `bytes`; `nil` when its end has not come yet.
  static func takeScalar(_ bytes: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard let first = bytes.first else { return nil }
    let length = length(first)
    if bytes.count < length, bytes.dropFirst().allSatisfy(isContinuation) { return nil }
    var decoder = UTF8()
    var iterator = bytes.prefix(length).makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) {
      bytes.removeFirst(min(length, bytes.count))
      return scalar
    }
    bytes.removeFirst()
    return "\u{fffd}"
  }

  private static func length(_ first: UInt8) -> Int {
    switch first {
    case 0xc2...0xdf: 2
    case 0xe0...0xef: 3
    case 0xf0...0xf4: 4
    default: 1
    }
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xc0 == 0x80 }
}
