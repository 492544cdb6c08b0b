/// One entry a line: a newline inside is `\n`, a carriage return `\r`, a backslash `\\`.
enum HistoryEncoding {
  static func line(_ entry: String) -> String {
    var line = ""
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\0": continue
      case "\\": line += "\\\\"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line + "\n"
  }

  static func entry(_ line: some Sequence<UInt8>) -> String {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in line {
      if isEscaped {
        bytes += unescaped(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unescaped(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "n"): [0x0a]
    case UInt8(ascii: "r"): [0x0d]
    case UInt8(ascii: "\\"): [byte]
    default: [UInt8(ascii: "\\"), byte]
    }
  }

  /// The entries of whole lines; what follows the last newline is still being written.
  static func entries(_ bytes: [UInt8]) -> (entries: [String], length: Int) {
    guard let end = bytes.lastIndex(of: 0x0a) else { return ([], 0) }
    let lines = bytes[..<end].split(separator: 0x0a, omittingEmptySubsequences: true)
    return (lines.map(entry), end + 1)
  }
}
