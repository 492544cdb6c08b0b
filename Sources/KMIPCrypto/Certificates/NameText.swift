import KMIP

/// Distinguished names as text, as in RFC 4514 without its hexadecimal forms.
enum NameText {
  private static let special = Set(",+\"\\<>;=")

  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if special.contains(character) { result.append("\\") }
      result.append(character)
    }
  }

  static func values(_ text: String) throws -> [(attribute: NameAttribute, text: String)] {
    try parts(text).map { part in
      guard let equals = part.firstIndex(of: "=") else { throw malformed(part) }
      let key = part[..<equals].trimmingSpaces.lowercased()
      let value = unescaped(part[part.index(after: equals)...].trimmingSpaces)
      guard let row = NameAttribute.all.first(where: { $0.key.lowercased() == key || key == alias($0.key) }),
        !value.isEmpty
      else { throw malformed(part) }
      return (row, value)
    }
  }

  private static func alias(_ key: String) -> String? { key == "emailAddress" ? "e" : nil }

  private static func malformed(_ part: String) -> OperationFailure {
    .invalid("\"\(part)\" is no part of a subject name, such as CN=host")
  }

  private static func parts(_ text: String) -> [String] {
    var parts = [""]
    var isEscaped = false
    for character in text {
      if character == ",", !isEscaped {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return parts
  }

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      isEscaped = character == "\\" && !isEscaped
      if !isEscaped { result.append(character) }
    }
    return result
  }
}

extension StringProtocol {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
