import KMSInterpreter

extension Value {
  /// Elements of a list, rows of a table, else the value itself.
  var rows: [Value] {
    switch self {
    case .list(let values): values
    case .table(let table): table.rows.map { .record($0) }
    default: [self]
    }
  }

  /// Its fields, where it may be a row among others.
  var fields: Record? {
    switch self {
    case .record(let record): record
    case .object(let object): object.fields
    case .error(let error): error.record
    default: nil
    }
  }

  /// Whether nothing would be shown of it.
  var isBlank: Bool {
    switch self {
    case .none: true
    case .list(let values): values.isEmpty
    case .record(let record): record.fields.allSatisfy(\.value.isBlank)
    case .table(let table): table.rows.isEmpty
    default: false
    }
  }
}

extension ManagedObject {
  /// Its attributes behind its id, with the age where the server told a date.
  var fields: Record {
    var fields: [(name: String, value: Value)] = [("id", .id(id))]
    for field in attributes.fields where field.name != "id" {
      fields.append(field)
      if field.name == "created", attributes["age"] == nil, let age { fields.append(("age", .duration(age))) }
    }
    return Record(fields)
  }

  /// Milliseconds from its creation to the moment it was read.
  var age: Int64? {
    guard case .time(let created)? = attributes["created"] else { return nil }
    let (age, overflow) = readAt.subtractingReportingOverflow(created)
    return overflow ? nil : age / 1000
  }
}

extension Record {
  /// A field, or a field of a field as in `links.replacement`; `_` and `-` are alike.
  func field(_ path: String) -> Value? {
    if let value = self[path] { return value }
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    guard let name = parts.first, let value = fields.first(where: { $0.name.normalWord == name.normalWord })?.value
    else {
      return nil
    }
    return parts.count == 1 ? value : value.fields?.field(parts[1])
  }
}

extension Table {
  func selecting(_ columns: [String]) -> Table {
    Table(columns: columns, rows: rows.map { row in Record(columns.map { ($0, row.field($0) ?? .none) }) })
  }
}

extension String {
  /// Lower case with `-`.
  var normalWord: String { String(lowercased().map { $0 == "_" ? "-" : $0 }) }
}
