import KMSInterpreter

/// Identifiers alone, one a line: of objects, of ids, of records that have one or hold objects; else the plain text.
enum Identifiers {
  static func text(_ value: Value) -> String { lines(value).map { $0 + "\n" }.joined() }

  private static func lines(_ value: Value) -> [String] {
    switch value {
    case .id(let id): [SafeText.line(id)]
    case .object(let object): [SafeText.line(object.id)]
    case .list, .table: value.rows.flatMap(lines)
    case .record(let record): lines(record)
    case .error(let error): [SafeText.line(error.id ?? error.message)]
    default: [SafeText.block(ValueText.text(value))]
    }
  }

  private static func lines(_ record: Record) -> [String] {
    if let id = record["id"], !id.isBlank { return lines(id) }
    let held = record.fields.map(\.value).filter(\.isIdentified)
    return held.isEmpty ? [SafeText.block(ValueText.text(.record(record)))] : held.flatMap(lines)
  }
}

extension Value {
  fileprivate var isIdentified: Bool {
    switch self {
    case .id, .object: true
    default: false
    }
  }
}
