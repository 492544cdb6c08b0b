extension ValueType {
  /// Whether a value of type `given` may fit; with `any` on either side it may.
  func accepts(_ given: ValueType) -> Bool {
    switch (self, given) {
    case (.any, _), (_, .any): true
    case (_, .either(let types)): types.contains { accepts($0) }
    case (.either(let types), _): types.contains { $0.accepts(given) }
    case (.id(let many), .list(let element)): many && ValueType.id(many: false).accepts(element)
    case (.id(let many), .table): many
    case (.id, .id(many: true)): true
    case (.id, .id), (.id, .object), (.id, .text): true
    case (.text, .text), (.text, .id), (.text, .path), (.text, .enumeration): true
    case (.path, .path), (.path, .text): true
    case (.enumeration, .enumeration), (.enumeration, .text): true
    case (.list(let element), .list(let given)): element.accepts(given)
    case (.list(let element), .table): element.accepts(.record)
    case (.list(let element), _): element.accepts(given)
    case (.table, .table), (.table, .list): true
    case (.none, .none), (.bool, .bool), (.int, .int), (.bytes, .bytes), (.duration, .duration): true
    case (.time, .time), (.size, .size), (.percent, .percent), (.record, .record), (.object, .object): true
    case (.error, .error), (.secret, .secret), (.fields, .record): true
    default: false
    }
  }
}
