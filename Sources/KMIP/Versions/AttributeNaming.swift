import TTLV

/// How version 1 names an attribute, and what stands for it since.
///
/// `Cryptographic Length` is the tag's name; `x-ID` is the attribute `ID` of the vendor `x`, `y-` likewise, and
/// `x-acme:ID` that of the vendor `acme` (KMIP 1.4 §3.39, KMIP 2.1 §4.60). A name that is none of these belongs to the
/// vendor without a name.
enum AttributeNaming {
  static func name(of item: Item) -> String? {
    guard item.tag == .attribute else { return name(of: item.tag) }
    guard let vendor = item[.vendorIdentification]?.text, let name = item[.attributeName]?.text else { return nil }
    return self.name(vendor, name)
  }

  static func name(of reference: AttributeReference) -> String? {
    switch reference {
    case .tag(let tag): name(of: tag)
    case .vendor(let vendor, let name): self.name(vendor, name)
    }
  }

  static func item(named name: String, _ value: Item.Value) -> Item {
    switch reference(named: name) {
    case .tag(let tag): Item(tag, value)
    case .vendor(let vendor, let name):
      Item(
        .attribute,
        [
          Item(.vendorIdentification, .textString(vendor)), Item(.attributeName, .textString(name)),
          Item(.attributeValue, value),
        ])
    }
  }

  static func reference(named name: String) -> AttributeReference {
    if let code = names.codes[name] { return .tag(Tag(rawValue: code)) }
    guard name.hasPrefix("x-") || name.hasPrefix("y-") else { return .vendor(identification: "", name: name) }
    let rest = name.dropFirst(2)
    guard name.hasPrefix("x-"), let colon = rest.firstIndex(of: ":"), colon > rest.startIndex else {
      return .vendor(identification: String(name.prefix(1)), name: String(rest))
    }
    return .vendor(identification: String(rest[..<colon]), name: String(rest[rest.index(after: colon)...]))
  }

  private static func name(_ vendor: String, _ name: String) -> String {
    switch vendor {
    case "": name
    case "x", "y": "\(vendor)-\(name)"
    default: "x-\(vendor):\(name)"
    }
  }

  private static func name(of tag: Tag) -> String? { names.texts[tag.rawValue] }

  private static let names = Names()
}

private struct Names: Sendable {
  let texts: [UInt32: String]
  let codes: [String: UInt32]

  init() {
    let attributes = Set(attributeRows.map(\.code)).subtracting([Tag.attribute.rawValue])
    let rows = tagRows.filter { attributes.contains($0.code) }.map { ($0.code, "\($0.name)") }
    let all = rows + retiredAttributes.map { ($0.code, "\($0.name)") }
    texts = Dictionary(all) { first, _ in first }
    codes = Dictionary(all.map { ($0.1, $0.0) }) { first, _ in first }
  }
}
