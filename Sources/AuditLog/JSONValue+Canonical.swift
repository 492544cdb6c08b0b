extension JSONValue {
  /// The one spelling of this value (RFC 8785): no spaces, members by the UTF-16 units of their names.
  ///
  /// An integer a double cannot hold exactly is written as a string (RFC 8785 appendix D), and what is
  /// nested deeper than 100 levels as `"…"`.
  public var canonical: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    write(to: &bytes, depth: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  static let depthLimit = 100

  /// Whether a double holds every integer up to this one.
  static func isExact(_ number: Int64) -> Bool { number.magnitude < 1 << 53 }

  func write(to bytes: inout [UInt8], depth: Int) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .int(let number) where Self.isExact(number): bytes.append(contentsOf: String(number).utf8)
    case .int(let number): Self.write(String(number), to: &bytes)
    case .string(let text): Self.write(text, to: &bytes)
    case .array(let items) where depth < Self.depthLimit: Self.write(items, to: &bytes, depth: depth + 1)
    case .object(let members) where depth < Self.depthLimit: Self.write(members, to: &bytes, depth: depth + 1)
    case .array, .object: Self.write("…", to: &bytes)
    }
  }

  private static func write(_ items: [JSONValue], to bytes: inout [UInt8], depth: Int) {
    bytes.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      item.write(to: &bytes, depth: depth)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private static func write(_ members: [String: JSONValue], to bytes: inout [UInt8], depth: Int) {
    bytes.append(UInt8(ascii: "{"))
    let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
    for (index, member) in sorted.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(member.key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      member.value.write(to: &bytes, depth: depth)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      if utf8.contains(where: isEscaped) {
        for byte in utf8 { write(byte, to: &bytes) }
      } else {
        bytes.append(contentsOf: utf8)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func write(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
    case 0x08: bytes.append(contentsOf: "\\b".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0C: bytes.append(contentsOf: "\\f".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0..<0x20: bytes.append(contentsOf: "\\u00\(Hexadecimal.text([byte]))".utf8)
    default: bytes.append(byte)
    }
  }
}
