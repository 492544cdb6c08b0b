import KMSSyntax

/// A value as it would be typed; a secret as its size, and its fingerprint if there is one to tell it apart by.
public enum ValueSpelling {
  public static func text(_ value: Value, fingerprint: Interpreter.Fingerprint? = nil) -> String {
    switch value {
    case .text(let text): Unparser.quote(text)
    case .bytes(let bytes): Unparser.hex(bytes)
    case .duration(let milliseconds): Literal.duration(milliseconds).spelling
    case .list(let values): "[" + values.map { text($0, fingerprint: fingerprint) }.joined(separator: ", ") + "]"
    case .record(let record): braced(record, fingerprint)
    case .object(let object): object.id
    case .table(let table): "table(\(table.rows.count) rows)"
    case .error(let error): "error(\(error.reason ?? error.code))"
    case .secret(let secret): text(secret, fingerprint)
    case .id(let word), .path(let word): Unparser.word(word)
    case .none, .bool, .int, .time, .size, .percent, .enumeration: ValueText.text(value)
    }
  }

  private static func braced(_ record: Record, _ fingerprint: Interpreter.Fingerprint?) -> String {
    let fields = record.fields.map { "\($0.name): \(text($0.value, fingerprint: fingerprint))" }
    return "{" + fields.joined(separator: ", ") + "}"
  }

  private static func text(_ secret: any Concealed, _ fingerprint: Interpreter.Fingerprint?) -> String {
    let mark = fingerprint.map { fingerprint in ", fp=" + secret.withBytes { fingerprint($0) } } ?? ""
    return "secret(\(secret.count) bytes\(mark))"
  }
}
