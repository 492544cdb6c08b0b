/// Writes values and trees as a script would.
public enum Unparser {
  /// A text in double quotes that reads back as itself; control and direction characters are escaped.
  public static func quote(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars { quoted += escape(scalar) }
    return quoted + "\""
  }

  /// `hex"00ff"`
  public static func hex(_ bytes: some Sequence<UInt8>) -> String {
    var digits = "hex\""
    for byte in bytes { digits += (byte < 16 ? "0" : "") + String(byte, radix: 16) }
    return digits + "\""
  }

  /// A word where an argument wants an id, a path or an enumeration value: bare if it reads back so, quoted if not.
  public static func word(_ text: String) -> String { isBare(text) ? text : quote(text) }

  private static func isBare(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard Lexer.isBareRun(bytes), Lexer.constant(text) == nil else { return false }
    guard case .word = NumberReader.read(bytes) else { return false }
    return true
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"", "\\", "{": "\\\(scalar)"
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    default: scalar.isHidden ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
  }
}

extension Unicode.Scalar {
  /// Draws nothing by itself and may move or hide what stands around it.
  var isHidden: Bool {
    switch value {
    case 0..<0x20, 0x7f..<0xa0, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff: true
    default: false
    }
  }
}
