import KMSInterpreter

/// A value in one line of a table.
struct Cell {
  let text: String
  let isID: Bool
  let isNumber: Bool

  init(_ value: Value) {
    text = SafeText.line(Self.text(value))
    switch value {
    case .id, .object: (isID, isNumber) = (true, false)
    case .int, .percent, .size: (isID, isNumber) = (false, true)
    default: (isID, isNumber) = (false, false)
    }
  }

  static func text(_ value: Value) -> String {
    if value.isBlank { return "-" }
    switch value {
    case .list(let values): return values.map(text).joined(separator: ", ")
    case .record(let record):
      let fields = record.fields.filter { !$0.value.isBlank }
      return fields.map { "\($0.name): \(text($0.value))" }.joined(separator: ", ")
    default: return ValueText.text(value)
    }
  }
}
