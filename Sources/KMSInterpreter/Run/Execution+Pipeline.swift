import KMSSyntax

extension Execution {
  func pipe(_ source: Expression, through stages: [Stage], in frame: Frame) async throws -> Value {
    var value = try await value(of: source, in: frame)
    for stage in stages { value = try await pass(value, through: stage, in: frame) }
    return value
  }

  private func pass(_ value: Value, through stage: Stage, in frame: Frame) async throws -> Value {
    if case .call(let call) = stage.kind { return try await run(call, at: stage.span, fed: value, in: frame) }
    var rows = try Rows(value, at: stage.span)
    switch stage.kind {
    case .where(let condition): rows.values = try await filter(rows, condition, in: frame)
    case .sort(let field, let descending):
      rows.values = try await sort(rows, by: field, descending: descending, in: frame)
    case .take(let count): rows.values = Array(rows.values.prefix(try await amount(count, in: frame)))
    case .skip(let count): rows.values = Array(rows.values.dropFirst(try await amount(count, in: frame)))
    case .distinct(let field): rows.values = try await distinct(rows, by: field, in: frame)
    case .select(let fields): return .table(try await select(rows, fields, in: frame))
    case .group(let fields): return .table(try await group(rows, by: fields, in: frame))
    case .count: return .int(Int64(rows.values.count))
    case .first: return rows.values.first ?? .none
    case .last: return rows.values.last ?? .none
    case .call: return value
    }
    return rows.value
  }

  private func filter(_ rows: Rows, _ condition: Expression, in frame: Frame) async throws -> [Value] {
    var kept: [Value] = []
    for row in rows.values where try await self.condition(condition, in: frame.at(row)).holds { kept.append(row) }
    return kept
  }

  /// Rows that are alike keep their order.
  private func sort(
    _ rows: Rows, by field: Expression, descending: Bool, in frame: Frame
  ) async throws -> [Value] {
    let keys = try await keys(rows, field, in: frame)
    for (index, key) in keys.enumerated() where index > 0 || key.isNone {
      _ = try Comparison.order(.init(keys[0], field), .init(key, field), at: field.span)
    }
    let order = keys.indices.sorted { a, b in
      let order = keys[a].order(with: keys[b]) ?? 0
      return order == 0 ? a < b : (order < 0) != descending
    }
    return order.map { rows.values[$0] }
  }

  private func keys(_ rows: Rows, _ field: Expression, in frame: Frame) async throws -> [Value] {
    var keys: [Value] = []
    for row in rows.values { keys.append(try await value(of: field, in: frame.at(row))) }
    return keys
  }

  private func amount(_ expression: Expression, in frame: Frame) async throws -> Int {
    guard case .int(let count) = try await value(of: expression, in: frame), count >= 0 else {
      throw Failure.evaluation(.typeMismatch, "a number of rows, 0 or more, is wanted", at: expression.span)
    }
    return Int(clamping: count)
  }

  private func distinct(_ rows: Rows, by field: Expression?, in frame: Frame) async throws -> [Value] {
    let keys = if let field { try await keys(rows, field, in: frame) } else { rows.values }
    var seen: Set<String> = []
    return zip(rows.values, keys).filter { seen.insert($1.identity).inserted }.map(\.0)
  }

  private func select(_ rows: Rows, _ fields: [Expression], in frame: Frame) async throws -> Table {
    let names = fields.map(\.fieldName)
    var table = Table(columns: names, rows: [])
    for row in rows.values {
      let values = try await values(of: fields, in: frame.at(row))
      table.rows.append(Record(Array(zip(names, values)).map { (name: $0, value: $1) }))
    }
    return table
  }

  /// One row for each combination, in the order in which they come up: the fields, `count`, and the `rows` themselves.
  private func group(_ rows: Rows, by fields: [Expression], in frame: Frame) async throws -> Table {
    let names = fields.map(\.fieldName)
    var groups: [(key: [Value], rows: [Value])] = []
    var indices: [String: Int] = [:]
    for row in rows.values {
      let key = try await values(of: fields, in: frame.at(row))
      let identity = Value.list(key).identity
      if let index = indices[identity] {
        groups[index].rows.append(row)
      } else {
        indices[identity] = groups.count
        groups.append((key, [row]))
      }
    }
    return Table(columns: names + ["count"], rows: groups.map { Record.group(names, $0.key, $0.rows) })
  }
}

/// What a pipeline works on; it stays the kind of value that it was.
private struct Rows {
  var values: [Value]
  private let columns: [String]?

  init(_ value: Value, at span: Span) throws {
    switch value {
    case .list(let values): (self.values, columns) = (values, nil)
    case .table(let table): (values, columns) = (table.rows.map { .record($0) }, table.columns)
    default:
      throw Failure.evaluation(.typeMismatch, "a pipeline takes a list or a table, found \(value.phrase)", at: span)
    }
  }

  var value: Value {
    guard let columns else { return .list(values) }
    return .table(Table(columns: columns, rows: values.compactMap(\.row)))
  }
}

extension Frame {
  fileprivate func at(_ row: Value) -> Frame {
    var frame = self
    frame.row = row
    return frame
  }
}

extension Record {
  fileprivate static func group(_ names: [String], _ key: [Value], _ rows: [Value]) -> Record {
    var record = Record(Array(zip(names, key)).map { (name: $0, value: $1) })
    record["count"] = .int(Int64(rows.count))
    record["rows"] = .list(rows)
    return record
  }
}

extension Value {
  /// A text that two values share when they are equal.
  fileprivate var identity: String { "\(type.name) \(ValueJSON.text(self))" }
}

extension Expression {
  /// `links.replacement`
  var fieldName: String {
    switch kind {
    case .word(let word): word
    case .member(let base, let name): "\(base.fieldName).\(name.text)"
    default: span.words
    }
  }
}
