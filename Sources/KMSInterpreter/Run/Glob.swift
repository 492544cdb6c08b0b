/// A pattern in which `*` stands for any text and `?` for one character; `\` takes the next one as it is.
public struct Glob: Sendable {
  private enum Part: Equatable, Sendable {
    case anything, one
    case character(Character)
  }

  private let parts: [Part]

  public init(_ pattern: String) {
    var parts: [Part] = []
    var isEscaped = false
    for character in pattern {
      switch character {
      case _ where isEscaped: parts.append(.character(character))
      case "\\":
        isEscaped = true
        continue
      case "*": if parts.last != .anything { parts.append(.anything) }
      case "?": parts.append(.one)
      default: parts.append(.character(character))
      }
      isEscaped = false
    }
    if isEscaped { parts.append(.character("\\")) }
    self.parts = parts
  }

  /// At most pattern times text steps.
  public func matches(_ text: String) -> Bool {
    let characters = Array(text)
    var (position, part) = (0, 0)
    var retry: (position: Int, part: Int)?
    while position < characters.count {
      if part < parts.count, parts[part] == .anything {
        retry = (position, part + 1)
        part += 1
      } else if part < parts.count, parts[part] == .one || parts[part] == .character(characters[position]) {
        position += 1
        part += 1
      } else if let last = retry {
        position = last.position + 1
        part = last.part
        retry = (position, part)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { $0 == .anything }
  }
}
