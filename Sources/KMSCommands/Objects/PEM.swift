import FoundationEssentials

/// RFC 7468: a label round base64 in lines of 64.
enum PEM {
  static func text(_ label: String, _ der: [UInt8]) -> String {
    let digits = Array(Data(der).base64EncodedString())
    let lines = stride(from: 0, to: digits.count, by: 64).map { String(digits[$0..<min($0 + 64, digits.count)]) }
    return (["-----BEGIN \(label)-----"] + lines + ["-----END \(label)-----"]).joined(separator: "\n") + "\n"
  }

  /// The first block of the text, or nothing if there is none.
  static func block(in text: String) -> (label: String, der: [UInt8])? {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmed }
    guard let start = lines.firstIndex(where: { $0.hasPrefix("-----BEGIN ") && $0.hasSuffix("-----") }) else {
      return nil
    }
    let label = String(lines[start].dropFirst(11).dropLast(5))
    guard let end = lines[start...].firstIndex(of: "-----END \(label)-----") else { return nil }
    let base64 = lines[(start + 1)..<end].joined()
    return Data(base64Encoded: base64).map { (label, Array($0)) }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
