extension JSONValue {
  /// Reads canonical text; anything else, another spelling of the same value included, is `nil`.
  public init?(canonical text: String) {
    var parser = JSONParser(text)
    guard let value = parser.value(depth: 0), parser.isAtEnd else { return nil }
    guard value.canonical.utf8.elementsEqual(text.utf8) else { return nil }
    self = value
  }
}

/// A reader of what `JSONValue.canonical` writes; that a spelling is the canonical one is checked by its caller.
private struct JSONParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position == bytes.count }

  mutating func value(depth: Int) -> JSONValue? {
    guard depth <= JSONValue.depthLimit, let next = peek else { return nil }
    switch next {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return word("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return word("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return word("null") ? .null : nil
    default: return integer()
    }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ character: UInt8) -> Bool {
    guard peek == character else { return false }
    position += 1
    return true
  }

  private mutating func word(_ word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  private mutating func object(depth: Int) -> JSONValue? {
    position += 1
    var members: [String: JSONValue] = [:]
    if take(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      guard peek == UInt8(ascii: "\""), let name = string(), take(UInt8(ascii: ":")) else { return nil }
      guard let value = value(depth: depth + 1) else { return nil }
      members[name] = value
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}")) ? .object(members) : nil
  }

  private mutating func array(depth: Int) -> JSONValue? {
    position += 1
    var items: [JSONValue] = []
    if take(UInt8(ascii: "]")) { return .array(items) }
    repeat {
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]")) ? .array(items) : nil
  }

  private mutating func integer() -> JSONValue? {
    let start = position
    while let next = peek, next == UInt8(ascii: "-") || (48...57).contains(next) { position += 1 }
    return Int64(String(decoding: bytes[start..<position], as: UTF8.self)).map { .int($0) }
  }

  private mutating func string() -> String? {
    position += 1
    var text: [UInt8] = []
    while let next = peek {
      position += 1
      switch next {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let character = escaped() else { return nil }
        text.append(character)
      default: text.append(next)
      }
    }
    return nil
  }

  private mutating func escaped() -> UInt8? {
    guard let next = peek else { return nil }
    position += 1
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return next
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "u"): return control()
    default: return nil
    }
  }

  /// Four digits; the canonical form escapes control characters only.
  private mutating func control() -> UInt8? {
    guard position + 4 <= bytes.count, word("00") else { return nil }
    guard let high = Hexadecimal.value(bytes[position]), high < 2 else { return nil }
    guard let low = Hexadecimal.value(bytes[position + 1]) else { return nil }
    position += 2
    return high << 4 | low
  }
}
