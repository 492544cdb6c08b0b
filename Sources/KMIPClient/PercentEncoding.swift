/// Everything but the unreserved characters escaped (RFC 3986 §2.3).
func percentEncoded(_ text: String) -> String {
  String(decoding: text.utf8.flatMap(escaped), as: UTF8.self)
}

private func escaped(_ byte: UInt8) -> [UInt8] {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
    return [byte]
  default:
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}

/// The text of a part of a URL; what escapes nothing stays as it is.
public func percentDecoded(_ text: String) -> String {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%"), let escaped = value(rest.prefix(2)) else {
      bytes.append(byte)
      continue
    }
    bytes.append(escaped)
    rest = rest.dropFirst(2)
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func value(_ digits: ArraySlice<UInt8>) -> UInt8? {
  guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else { return nil }
  return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
}
