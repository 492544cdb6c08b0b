import KMSInterpreter

/// A value as a JSON document of several lines.
enum PrettyJSON {
  static func text(_ value: Value) -> String { indented(ValueJSON.text(value)) }

  /// Breaks compact JSON into lines.
  static func indented(_ compact: String) -> String {
    var output: [UInt8] = []
    var depth = 0
    var quoted = false
    var escaped = false
    let bytes = Array(compact.utf8)
    for (index, byte) in bytes.enumerated() {
      if quoted {
        output.append(byte)
        (quoted, escaped) = (escaped || byte != UInt8(ascii: "\""), !escaped && byte == UInt8(ascii: "\\"))
        continue
      }
      let previous = index > 0 ? bytes[index - 1] : 0
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        output.append(byte)
        if index + 1 < bytes.count, !isClosing(bytes[index + 1]) { output += newline(depth) }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if !isOpening(previous) { output += newline(depth) }
        output.append(byte)
      case UInt8(ascii: ","): output += [byte] + newline(depth)
      case UInt8(ascii: ":"): output += [byte, UInt8(ascii: " ")]
      default:
        quoted = byte == UInt8(ascii: "\"")
        output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func isOpening(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }
  private static func isClosing(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") }

  private static func newline(_ depth: Int) -> [UInt8] {
    [UInt8(ascii: "\n")] + [UInt8](repeating: UInt8(ascii: " "), count: max(0, depth) * 2)
  }
}
