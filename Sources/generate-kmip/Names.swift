/// Swift's spelling of the specification's names.

private let keywords: Set<String> = [
  "import", "default", "private", "public", "operator", "in", "init", "self", "is", "as", "continue", "throw",
]

func swiftType(_ wire: String) -> String {
  switch wire {
  case "Text": "String"
  case "Bytes": "[UInt8]"
  case "Integer": "Int32"
  case "LongInteger": "Int64"
  case "Boolean": "Bool"
  case "Any": "Item.Value"
  default: wire.replacing("_", with: "")
  }
}

/// `IVCounterNonce` to `ivCounterNonce`, `X_509CertificateSubject` to `x509CertificateSubject`.
func memberName(_ wire: String) -> String {
  let letters = Array(wire.replacing("_", with: ""))
  var head = letters.prefix { $0.isUppercase || $0.isNumber }.count
  if head > 1, head < letters.count, !letters[head - 1].isNumber { head -= 1 }
  let name = String(letters[..<head]).lowercased() + String(letters[head...])
  return keywords.contains(name) ? "`\(name)`" : name
}

/// `Wrong Key Lifecycle State` to `wrongKeyLifecycleState`, `SHA-256` to `sha256`.
func caseName(_ row: NameRow) -> String {
  if row.name == "None" { return "noPadding" }
  let text = row.name.first?.isNumber == true ? row.wire : row.name
  let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  let first = words.first.map { memberName($0).trimming("`") } ?? ""
  let name = first + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  return keywords.contains(name) ? "`\(name)`" : name
}

func plural(_ name: String) -> String {
  name.hasSuffix("s") || name.hasSuffix("Information") ? name : name + "s"
}

extension String {
  fileprivate func trimming(_ mark: Character) -> String { filter { $0 != mark } }
}
