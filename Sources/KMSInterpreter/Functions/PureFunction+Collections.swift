import KMSSyntax

extension PureFunction {
  private static let countable: ValueType = .either([.list(of: .any), .table, .record, .text, .bytes])

  static let collections: [PureFunction] = [
    PureFunction("count(list)", [countable], returns: .int, "how many elements, rows, fields, characters or bytes") {
      values, context in
      switch values[at: 0] {
      case .list(let values): .int(Int64(values.count))
      case .table(let table): .int(Int64(table.rows.count))
      case .record(let record): .int(Int64(record.fields.count))
      case .text(let text): .int(Int64(text.count))
      case .bytes(let bytes): .int(Int64(bytes.count))
      default: throw context.invalid("count takes a list")
      }
    },
    PureFunction(
      "sum(list)", [.list(of: .any)], returns: .any, "numbers, durations or sizes added up; 0 for none of them"
    ) {
      values, context in
      let elements = values[at: 0].elements ?? []
      guard let first = elements.first else { return .int(0) }
      return try elements.dropFirst().reduce(first) { try Arithmetic.value(.plus, $0, $1, at: context.span) }
    },
    PureFunction("min(list)", [.any], isVariadic: true, returns: .any, "the least of a list or of the arguments") {
      values, context in
      try extreme(values, wanted: -1, context)
    },
    PureFunction("max(list)", [.any], isVariadic: true, returns: .any, "the greatest of a list or of the arguments") {
      values, context in
      try extreme(values, wanted: 1, context)
    },
    PureFunction(
      "keys(record)", [.either([.record, .object, .table])], returns: .list(of: .text), "the names of the fields"
    ) {
      values, context in
      switch values[at: 0] {
      case .record(let record): .list(record.fields.map { .text($0.name) })
      case .object(let object): .list([.text("id")] + object.otherAttributes.map { .text($0.name) })
      case .table(let table): .list(table.columns.map { .text($0) })
      default: throw context.invalid("keys takes a record")
      }
    },
    PureFunction(
      "concat(a, b, …)", [.any], isVariadic: true, returns: .any, "texts, bytes or lists, one behind the other"
    ) {
      values, context in
      try values.dropFirst().reduce(values[at: 0]) { try Arithmetic.value(.plus, $0, $1, at: context.span) }
    },
  ]

  private static func extreme(_ values: [Value], wanted: Int, _ context: Context) throws -> Value {
    let candidates = values.count == 1 ? values[at: 0].elements ?? values : values
    guard var best = candidates.first else { throw context.invalid("an empty list has neither least nor greatest") }
    for value in candidates {
      guard !value.isNone else { throw Failure.evaluation(.noneOrdered, "none has no order", at: context.span) }
      guard let order = value.order(with: best) else {
        throw Failure.evaluation(.typeMismatch, "\(best.phrase) and \(value.phrase) have no order", at: context.span)
      }
      if order == wanted { best = value }
    }
    return best
  }
}

extension [Value] {
  /// The checker has counted the arguments; a missing one is none all the same.
  subscript(at index: Int) -> Value { indices.contains(index) ? self[index] : .none }
}
