public import KMIP
import TTLV

/// The tags of an object: a vendor attribute whose value is a JSON list of strings.
public func tags(of attributes: Attributes) -> [String] {
  attributes.vendorAttributes.filter { isTagList($0) }.flatMap { attribute -> [String] in
    guard case .textString(let text) = attribute.attributeValue else { return [] }
    return stringList(text) ?? []
  }
}

func isTagList(_ attribute: VendorAttribute) -> Bool {
  attribute.vendorIdentification == "cosmian" && attribute.attributeName == "tag"
}

/// A JSON list of strings, such as `["a", "b"]`.
public func stringList(_ json: String) -> [String]? {
  var scanner = StringListScanner(json)
  return scanner.list()
}

private struct StringListScanner {
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) { rest = Substring(text).unicodeScalars }

  mutating func list() -> [String]? {
    guard take("[") else { return nil }
    var strings: [String] = []
    if take("]") { return isAtEnd ? strings : nil }
    repeat {
      guard let string = string() else { return nil }
      strings.append(string)
    } while take(",")
    return take("]") && isAtEnd ? strings : nil
  }

  private var isAtEnd: Bool { rest.allSatisfy(\.properties.isWhitespace) }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    rest = rest.drop { $0.properties.isWhitespace }
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": return String(text)
      case "\\":
        guard let escaped = escape() else { return nil }
        text.append(escaped)
      default: text.append(scalar)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let scalar = rest.popFirst() else { return nil }
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "u":
      let digits = String(Substring.UnicodeScalarView(rest.prefix(4)))
      rest = rest.dropFirst(4)
      return digits.unicodeScalars.count == 4 ? UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) : nil
    default: return scalar
    }
  }
}
