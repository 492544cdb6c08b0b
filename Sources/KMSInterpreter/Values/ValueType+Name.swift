extension ValueType {
  /// In a signature: `text`, `list of id`, `hash-algorithm`.
  public var name: String {
    switch self {
    case .any: "any"
    case .none: "none"
    case .bool: "bool"
    case .int: "int"
    case .text: "text"
    case .bytes: "bytes"
    case .duration: "duration"
    case .time: "time"
    case .size: "size"
    case .percent: "percent"
    case .path: "path"
    case .record: "record"
    case .object: "object"
    case .table: "table"
    case .error: "error"
    case .secret: "secret"
    case .enumeration(let words): words.name
    case .id(many: false): "id"
    case .id(many: true): "ids"
    case .list(of: .any): "list"
    case .list(let element): "list of \(element.name)"
    case .either(let types): types.map(\.name).joined(separator: " or ")
    case .fields: "record"
    }
  }

  /// After "takes": `a number`, `one of rsa, ec`.
  public var phrase: String {
    switch self {
    case .any: "any value"
    case .none: "nothing"
    case .bool: "true or false"
    case .int: "a number"
    case .text: "text"
    case .bytes: "bytes"
    case .duration: "a duration"
    case .time: "a time"
    case .size: "a size"
    case .percent: "a percentage"
    case .path: "a path"
    case .record: "a record"
    case .object: "an object"
    case .table: "a table"
    case .error: "an error"
    case .secret: "a secret"
    case .enumeration(let words): words.phrase
    case .id(many: false): "an id"
    case .id(many: true): "an id or a list of ids"
    case .list(of: .any): "a list"
    case .list(let element): "a list, each \(element.phrase)"
    case .either(let types): types.map(\.phrase).joined(separator: " or ")
    case .fields: "a record"
    }
  }

  /// An example of a literal, for a hint.
  var example: String? {
    switch self {
    case .bool: "true"
    case .int: "2048"
    case .text: "\"text\""
    case .bytes: "hex\"00ff\""
    case .duration: "90d"
    case .time: "2026-01-31T10:00Z"
    case .size: "64KiB"
    case .percent: "1%"
    default: nil
    }
  }

  /// The type that a `param` or a `def` names.
  init?(named name: String) {
    switch name {
    case "any": self = .any
    case "none": self = .none
    case "bool": self = .bool
    case "int": self = .int
    case "text": self = .text
    case "bytes": self = .bytes
    case "duration": self = .duration
    case "time": self = .time
    case "size": self = .size
    case "percent": self = .percent
    case "enum": self = .enumeration(Words("word", []))
    case "id": self = .id(many: false)
    case "path": self = .path
    case "list": self = .list(of: .any)
    case "record": self = .record
    case "object": self = .object
    case "table": self = .table
    case "error": self = .error
    case "secret": self = .secret
    default: return nil
    }
  }

  public static let names = [
    "any", "none", "bool", "int", "text", "bytes", "duration", "time", "size", "percent", "enum", "id", "path", "list",
    "record", "object", "table", "error", "secret",
  ]
}

extension ValueType.Words {
  public var phrase: String {
    switch words.count {
    case 0: "a word"
    case ...8: "one of " + words.joined(separator: ", ")
    default: "a " + name.replacingDashes
    }
  }

  /// The word in the spelling of the enumeration; `_`, `-` and nothing are alike, and so are capitals.
  public func word(for text: String) -> String? {
    let normal = Word.normal(text)
    if words.isEmpty { return Word.isWord(normal) ? normal : nil }
    return words.first { Word.normal($0) == normal } ?? words.first { Word.joined($0) == Word.joined(normal) }
  }
}

enum Word {
  /// Lower case with `-`.
  static func normal(_ text: String) -> String {
    String(text.lowercased().map { $0 == "_" ? "-" : $0 })
  }

  /// Without its dashes: `pkcs1v15` for `pkcs1-v15`.
  static func joined(_ text: String) -> String { normal(text).filter { $0 != "-" } }

  /// Letters and digits alone.
  static func folded(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

  static func isWord(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." }
  }
}

extension String {
  fileprivate var replacingDashes: String { String(map { $0 == "-" ? " " : $0 }) }
}
