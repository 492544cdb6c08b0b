extension Value {
  public var type: ValueType {
    switch self {
    case .none: .none
    case .bool: .bool
    case .int: .int
    case .text: .text
    case .bytes: .bytes
    case .duration: .duration
    case .time: .time
    case .size: .size
    case .percent: .percent
    case .enumeration: .enumeration(ValueType.Words("word", []))
    case .id: .id(many: false)
    case .path: .path
    case .list: .list(of: .any)
    case .record: .record
    case .object: .object
    case .table: .table
    case .error: .error
    case .secret: .secret
    }
  }

  public var isNone: Bool { if case .none = self { true } else { false } }

  /// Whether it is or holds a secret, at any depth.
  public var holdsSecret: Bool {
    switch self {
    case .secret: true
    case .list(let values): values.contains(where: \.holdsSecret)
    case .record(let record): record.holdsSecret
    case .object(let object): object.attributes.holdsSecret
    case .table(let table): table.rows.contains(where: \.holdsSecret)
    default: false
    }
  }

  /// After "found": `"2k"`, `90d`, `a list of 3`.
  var phrase: String {
    switch self {
    case .none: "none"
    case .text(let text) where text.utf8.count > 40: "text of \(text.count) characters"
    case .bytes(let bytes): "\(bytes.count) bytes"
    case .list(let values): "a list of \(values.count)"
    case .record: "a record"
    case .object(let object): "the object \(object.id)"
    case .table(let table): "a table of \(table.rows.count) rows"
    case .error: "an error"
    case .secret(let secret): "a secret of \(secret.count) bytes"
    default: ValueSpelling.text(self)
    }
  }
}

extension Record {
  var holdsSecret: Bool { fields.contains { $0.value.holdsSecret } }
}
