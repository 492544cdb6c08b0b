import FoundationEssentials

/// RFC 4648 §5, without padding.
enum Base64URL {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    let standard = Data(bytes).base64EncodedString()
    return String(
      standard.compactMap { character in
        switch character {
        case "+": "-"
        case "/": "_"
        case "=": nil
        default: character
        }
      })
  }

  static func data(_ text: String) -> Data? {
    let standard = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    return Data(base64Encoded: standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4))
  }
}
