/// Values such as `$NOW-3600` in test cases: what stands for them before a message is read.
///
/// Placeholders of texts stay as they are, for they say which text is meant.
struct Placeholders {
  /// Seconds since 1970.
  let now: Int64

  func filled(_ xml: [UInt8]) -> [UInt8] {
    guard xml.contains(UInt8(ascii: "$")), let text = String(validating: xml, as: UTF8.self) else { return xml }
    var filled = ""
    var rest = text[...]
    while let match = rest.firstMatch(of: #/type="(\w+)" value="(\$\w+[+\-\d]*)"/#) {
      let (type, name) = (match.output.1, match.output.2)
      filled += rest[..<match.range.lowerBound]
      filled += "type=\"\(type)\" value=\"\(value(of: name, type: type))\""
      rest = rest[match.range.upperBound...]
    }
    return Array((filled + rest).utf8)
  }

  private func value(of name: Substring, type: Substring) -> String {
    switch type {
    case "TextString": String(name)
    case "ByteString", "BigInteger": "00"
    case "DateTime" where name.hasPrefix("$NOW"): String(now &+ (Int64(name.dropFirst(4)) ?? 0))
    default: "0"
    }
  }
}
