extension Item {
  /// The XML encoding (KMIP Profiles 2.1, XML encoding): an element for each item, `TTLV` with its number for a tag of
  /// an extension or without a name, enumerations and the bits of masks by name where the vocabulary has one.
  ///
  /// A text's characters that XML 1.0 has no place for, such as U+0001, are written as references all the same.
  public func encodedXML(vocabulary: any Vocabulary, indented: Bool = false) -> [UInt8] {
    var encoder = XMLItemEncoder(vocabulary: vocabulary, isIndented: indented)
    encoder.write(self, after: [], depth: 0)
    return encoder.out
  }
}

struct XMLItemEncoder {
  let vocabulary: any Vocabulary
  let isIndented: Bool
  private(set) var out: [UInt8] = []

  init(vocabulary: any Vocabulary, isIndented: Bool) {
    self.vocabulary = vocabulary
    self.isIndented = isIndented
    out.reserveCapacity(2048)
  }

  mutating func write(_ item: Item, after siblings: ArraySlice<Item>, depth: Int) {
    beginLine(depth)
    write("<")
    let name = writeName(of: item.tag)
    if case .structure(let children) = item.value {
      return write(children, in: name, depth: depth)
    }
    write(#" type=""#)
    write(item.value.type.name)
    write(#"" value=""#)
    let subject = vocabulary.subject(of: item.tag, after: siblings)
    write(escaping: item.value.text(subject: subject, vocabulary: vocabulary))
    write(#""/>"#)
  }

  private mutating func write(_ children: [Item], in name: String, depth: Int) {
    if children.isEmpty { return write("/>") }
    write(">")
    for (index, child) in children.enumerated() { write(child, after: children[..<index], depth: depth + 1) }
    beginLine(depth)
    write("</")
    write(name)
    write(">")
  }

  /// Answers the element's name.
  private mutating func writeName(of tag: Tag) -> String {
    let name = vocabulary.name(of: tag)
    if let name, tag.rawValue < 0x540000, name.isElementName {
      write(name)
      return name
    }
    write(#"TTLV tag=""#)
    write(tag.hexadecimal)
    if let name {
      write(#"" name=""#)
      write(escaping: name)
    }
    write("\"")
    return "TTLV"
  }

  private mutating func beginLine(_ depth: Int) {
    guard isIndented, !out.isEmpty else { return }
    out.append(0x0A)
    out.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }

  private mutating func write(_ text: String) { out.append(contentsOf: text.utf8) }

  private mutating func write(escaping text: String) {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0xEF || "&<>\"".utf8.contains($0) }) else {
      return write(text)
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": write("&amp;")
      case "<": write("&lt;")
      case ">": write("&gt;")
      case "\"": write("&quot;")
      case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": write("&#\(scalar.value);")
      default: out.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      }
    }
  }
}

extension String {
  fileprivate var isElementName: Bool {
    guard self != "TTLV", let first = utf8.first, first.isNameByte, !(0x30...0x39).contains(first) else { return false }
    return utf8.allSatisfy(\.isNameByte)
  }
}

extension UInt8 {
  fileprivate var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
