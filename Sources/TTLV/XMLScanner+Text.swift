extension XMLScanner {
  /// The value of an attribute: its references resolved, a line's end or a tab read as a space (XML 1.0 §3.3.3).
  func text(_ value: AttributeValue) throws(TTLVError) -> String {
    let bytes = value.isPlain ? bytes[value.range] : try resolved(value.range)[...]
    guard let text = bytes.withUnsafeBufferPointer({ $0.validText }) else {
      throw TTLVError(.badText, offset: value.range.lowerBound)
    }
    return text
  }

  private func resolved(_ range: Range<Int>) throws(TTLVError) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
      switch bytes[position] {
      case UInt8(ascii: "&"): out.append(contentsOf: Array(try reference(at: &position, end: range.upperBound).utf8))
      case 0x0D where position + 1 < range.upperBound && bytes[position + 1] == 0x0A: position += 1
      case 0x09, 0x0A, 0x0D:
        out.append(0x20)
        position += 1
      case let byte:
        out.append(byte)
        position += 1
      }
    }
    return out
  }

  private static let longestReference = 12

  private func reference(at position: inout Int, end: Int) throws(TTLVError) -> Character {
    let start = position
    let rest = bytes[start + 1..<end].prefix(Self.longestReference)
    guard let semicolon = rest.firstIndex(of: UInt8(ascii: ";")),
      let character = character(String(decoding: bytes[start + 1..<semicolon], as: UTF8.self))
    else { throw TTLVError(.malformed(found: "an unknown reference", wanted: "one of XML's own"), offset: start) }
    position = semicolon + 1
    return character
  }

  private func character(_ reference: String) -> Character? {
    switch reference {
    case "lt": "<"
    case "gt": ">"
    case "amp": "&"
    case "quot": "\""
    case "apos": "'"
    default: numbered(reference).flatMap(Unicode.Scalar.init).map(Character.init)
    }
  }

  private func numbered(_ reference: String) -> UInt32? {
    guard reference.hasPrefix("#"), !reference.contains("+") else { return nil }
    let digits = reference.dropFirst()
    return digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
  }
}
