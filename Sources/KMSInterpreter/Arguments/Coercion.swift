extension ValueType {
  /// The value as this slot holds it, or nothing if it does not fit.
  func coerced(_ value: Value) -> Value? {
    if value.holdsSecret, !takesSecret { return nil }
    switch (self, value) {
    case (.any, _): return value
    case (.either(let types), _): return types.lazy.compactMap { $0.coerced(value) }.first
    case (.id(let many), _): return coercedToId(value, many: many)
    case (.text, .text), (.path, .path), (.bool, .bool), (.int, .int), (.bytes, .bytes), (.duration, .duration):
      return value
    case (.time, .time), (.size, .size), (.percent, .percent), (.record, .record), (.object, .object): return value
    case (.table, .table), (.error, .error), (.secret, .secret), (.none, .none): return value
    case (.fields(let shape), .record(let record)): return .record(shape.coerced(record))
    case (.text, .id(let text)), (.text, .path(let text)), (.text, .enumeration(let text)): return .text(text)
    case (.path, .text(let text)): return .path(text)
    case (.enumeration(let words), .enumeration(let word)), (.enumeration(let words), .text(let word)):
      return words.word(for: word).map { .enumeration($0) }
    case (.list(let element), .list(let values)): return element.coerced(each: values)
    case (.list(let element), .table(let table)): return element.coerced(each: table.rows.map { .record($0) })
    case (.list(let element), _): return element.coerced(value).map { .list([$0]) }
    case (.table, .list(let values)): return Table(rowsOf: values).map { .table($0) }
    default: return nil
    }
  }

  private func coerced(each values: [Value]) -> Value? {
    var result: [Value] = []
    for value in values {
      guard let value = coerced(value) else { return nil }
      result.append(value)
    }
    return .list(result)
  }

  private func coercedToId(_ value: Value, many: Bool) -> Value? {
    switch value {
    case .id(let id), .text(let id): Self.isId(id) ? .id(id) : nil
    case .object(let object): Self.isId(object.id) ? .id(object.id) : nil
    case .list(let values) where many: ValueType.id(many: false).coerced(each: values)
    default: nil
    }
  }

  // Some servers read `["tag"]` in place of an identifier and act on every object with the tag.
  static func isId(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.first != UInt8(ascii: "[") && !text.unicodeScalars.contains { $0.value < 0x20 }
  }
}

extension Table {
  /// Records or objects as rows, with the columns in the order in which they come up.
  init?(rowsOf values: [Value]) {
    var columns: [String] = []
    var known: Set<String> = []
    var rows: [Record] = []
    for value in values {
      guard let record = value.row else { return nil }
      for field in record.fields where known.insert(field.name).inserted { columns.append(field.name) }
      rows.append(record)
    }
    self.init(columns: columns, rows: rows)
  }
}

extension Value {
  /// Its fields where it may stand in a table.
  var row: Record? {
    switch self {
    case .record(let record): record
    case .object(let object): Record([("id", .id(object.id))] + object.otherAttributes)
    case .error(let error): error.record
    default: nil
    }
  }
}
