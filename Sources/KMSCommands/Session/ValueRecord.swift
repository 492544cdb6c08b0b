import AuditLog
import KMSInterpreter

// A value as the log keeps it, so that a run that is taken up again finds it as it was: null, true, 12, "text", a
// list, or an object with one member that names the type.
extension JSONValue {
  /// Nothing for a value that holds a secret.
  init?(recording value: KMSInterpreter.Value) {
    guard !value.holdsSecret else { return nil }
    self = Self.record(of: value)
  }

  private static func record(of value: KMSInterpreter.Value) -> JSONValue {
    switch value {
    case .none, .secret: .null
    case .bool(let value): .bool(value)
    // A number that JSON's readers cannot hold is written as text.
    case .int(let value) where value.magnitude > (1 << 53) - 1: ["int": .string("\(value)")]
    case .int(let value): .int(value)
    case .text(let text): .string(text)
    case .list(let values): .array(values.map(record))
    case .bytes(let bytes): ["bytes": .string(ValueText.text(.bytes(bytes)))]
    case .duration(let value): ["duration": .int(value)]
    case .time(let value): ["time": .int(value)]
    case .size(let value): ["size": .int(value)]
    case .percent(let value): ["percent": .int(value)]
    case .enumeration(let word): ["enum": .string(word)]
    case .id(let id): ["id": .string(id)]
    case .path(let path): ["path": .string(path)]
    case .record(let record): ["record": fields(record)]
    case .table(let table): ["table": ["columns": .array(table.columns.map { .string($0) }), "rows": rows(table)]]
    case .object(let object):
      ["object": ["id": .string(object.id), "read_at": .int(object.readAt), "attributes": fields(object.attributes)]]
    case .error(let error): ["error": fields(error.record)]
    }
  }

  private static func fields(_ record: KMSInterpreter.Record) -> JSONValue {
    .array(record.fields.map { .array([.string($0.name), Self.record(of: $0.value)]) })
  }

  private static func rows(_ table: Table) -> JSONValue { .array(table.rows.map(fields)) }
}

extension Value {
  init?(recorded json: JSONValue) {
    switch json {
    case .null: self = .none
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .string(let text): self = .text(text)
    case .array(let items): self = .list(items.compactMap(Value.init(recorded:)))
    case .object(let members):
      guard let (type, payload) = members.first, members.count == 1 else { return nil }
      self.init(type, payload)
    }
  }

  private init?(_ type: String, _ payload: JSONValue) {
    let value: Value? =
      switch type {
      case "bytes": payload.text.flatMap { Hexadecimal.bytes($0) }.map(Value.bytes)
      case "int": payload.text.flatMap { Int64($0) }.map(Value.int)
      case "duration": payload.integer.map(Value.duration)
      case "time": payload.integer.map(Value.time)
      case "size": payload.integer.map(Value.size)
      case "percent": payload.integer.map(Value.percent)
      case "enum": payload.text.map(Value.enumeration)
      case "id": payload.text.map(Value.id)
      case "path": payload.text.map(Value.path)
      case "record": Record(recorded: payload).map(Value.record)
      case "table": Table(recorded: payload).map(Value.table)
      case "object": KMSInterpreter.ManagedObject(recorded: payload).map(Value.object)
      case "error": Record(recorded: payload).map { .error(ErrorValue(recorded: $0)) }
      default: nil
      }
    guard let value else { return nil }
    self = value
  }
}

extension KMSInterpreter.Record {
  fileprivate init?(recorded json: JSONValue) {
    guard let items = json.items else { return nil }
    self.init()
    for item in items {
      guard let pair = item.items, pair.count == 2, let name = pair[0].text, let value = Value(recorded: pair[1])
      else { return nil }
      fields.append((name, value))
    }
  }

  fileprivate func words(_ name: String) -> String? {
    switch self[name] {
    case .text(let text)?, .enumeration(let text)?, .id(let text)?: text
    default: nil
    }
  }
}

extension Table {
  fileprivate init?(recorded json: JSONValue) {
    guard let columns = json["columns"]?.items, let rows = json["rows"]?.items else { return nil }
    self.init(columns: columns.compactMap(\.text), rows: rows.compactMap(KMSInterpreter.Record.init(recorded:)))
  }
}

extension KMSInterpreter.ManagedObject {
  fileprivate init?(recorded json: JSONValue) {
    guard let id = json["id"]?.text, let readAt = json["read_at"]?.integer,
      let attributes = json["attributes"].flatMap(KMSInterpreter.Record.init(recorded:))
    else { return nil }
    self.init(id: id, attributes: attributes, readAt: readAt)
  }
}

extension ErrorValue {
  init(recorded record: KMSInterpreter.Record) {
    let isSent = if case .bool(true)? = record["sent"] { true } else { false }
    self.init(
      code: record.words("code") ?? "", phase: record.words("phase"), operation: record.words("operation"),
      id: record.words("id"), reason: record.words("reason"), message: record.words("message") ?? "", isSent: isSent,
      applied: record.words("applied").flatMap(Applied.init(rawValue:)) ?? .no, hint: record.words("hint"))
  }
}
