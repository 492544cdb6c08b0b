import KMSSyntax

extension Execution {
  /// The record of a literal whose fields are slots.
  func record(_ fields: [(Name, Expression)], in shape: RecordShape, _ frame: Frame) async throws -> Value {
    var record = Record()
    for (name, expression) in fields {
      guard let slot = shape[name.text] else {
        throw Failure(.assertion, .unknownField(name, of: shape.name, among: shape.fields.map(\.name)))
      }
      let value = try await slotValue(expression, for: slot.parameter, in: frame)
      if !value.isNone || slot.isRequired { record[slot.name] = value }
    }
    return .record(record)
  }
}
