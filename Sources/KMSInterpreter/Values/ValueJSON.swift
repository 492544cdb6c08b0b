import KMSSyntax

/// A value as JSON, in one line.
///
/// Bytes are lower-case hexadecimal; durations, sizes, percentages and times are texts in the language's spelling;
/// a secret is `{"secret":{"size":32}}`.
public enum ValueJSON {
  public static func text(_ value: Value) -> String {
    var output = ""
    write(value, to: &output)
    return output
  }

  private static func write(_ value: Value, to output: inout String) {
    switch value {
    case .none: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .int(let value): output += String(value)
    case .duration(let milliseconds): write(Literal.duration(milliseconds).spelling, to: &output)
    case .text, .bytes, .time, .size, .percent, .enumeration, .id, .path: write(ValueText.text(value), to: &output)
    case .list(let values): write(values, to: &output)
    case .record(let record): write(record.fields, to: &output)
    case .object(let object): write([("id", .text(object.id))] + object.otherAttributes, to: &output)
    case .table(let table): write(table.rows.map { Value.record($0) }, to: &output)
    case .error(let error): write(error.record.fields, to: &output)
    case .secret(let secret): output += "{\"secret\":{\"size\":\(secret.count)}}"
    }
  }

  private static func write(_ values: [Value], to output: inout String) {
    output += "["
    for (index, value) in values.enumerated() {
      if index > 0 { output += "," }
      write(value, to: &output)
    }
    output += "]"
  }

  private static func write(_ fields: [(name: String, value: Value)], to output: inout String) {
    output += "{"
    for (index, field) in fields.enumerated() {
      if index > 0 { output += "," }
      write(field.name, to: &output)
      output += ":"
      write(field.value, to: &output)
    }
    output += "}"
  }

  /// A JSON string with its quotes.
  static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}

extension Value {
  public var json: String { ValueJSON.text(self) }
}

extension ManagedObject {
  var otherAttributes: [(name: String, value: Value)] { attributes.fields.filter { $0.name != "id" } }
}

extension ErrorValue {
  /// `{code, phase, operation, id, reason, message, sent, applied, hint}`
  public var record: Record {
    Record([
      ("code", .text(code)), ("phase", phase.map { .enumeration($0) } ?? .none),
      ("operation", operation.map { .text($0) } ?? .none), ("id", id.map { .id($0) } ?? .none),
      ("reason", reason.map { .enumeration(Word.normal($0)) } ?? .none), ("message", .text(message)),
      ("sent", .bool(isSent)), ("applied", .enumeration(applied.rawValue)), ("hint", hint.map { .text($0) } ?? .none),
    ])
  }
}
