import KMSSyntax

/// A value as it would be typed; a secret as its size.
public enum ValueSpelling {
  public static func text(_ value: Value) -> String {
    switch value {
    case .text(let text): Unparser.quote(text)
    case .bytes(let bytes): Unparser.hex(bytes)
    case .duration(let milliseconds): Literal.duration(milliseconds).spelling
    case .list(let values): "[" + values.map(text).joined(separator: ", ") + "]"
    case .record(let record): braced(record)
    case .object(let object): object.id
    case .table(let table): "table(\(table.rows.count) rows)"
    case .error(let error): "error(\(error.reason ?? error.code))"
    case .secret(let secret): "secret(\(secret.count) bytes)"
    case .id(let word), .path(let word): Unparser.word(word)
    case .none, .bool, .int, .time, .size, .percent, .enumeration: ValueText.text(value)
    }
  }

  private static func braced(_ record: Record) -> String {
    "{" + record.fields.map { "\($0.name): \(text($0.value))" }.joined(separator: ", ") + "}"
  }
}
