import KMSSyntax

/// A command as it would be typed, with its values resolved; secrets and redacted values as their sizes.
enum InvocationText {
  static func text(
    _ command: Command, _ values: [(parameter: CommandParameter, value: Value)],
    fingerprint: @escaping Interpreter.Fingerprint
  ) -> String {
    let arguments = values.map { "\($0.parameter.name)=\(text($0.value, of: $0.parameter, fingerprint))" }
    return ([command.name] + arguments).joined(separator: " ")
  }

  private static func text(
    _ value: Value, of parameter: CommandParameter, _ fingerprint: @escaping Interpreter.Fingerprint
  ) -> String {
    if !parameter.isRedacted { return text(value, of: parameter.type, fingerprint) }
    switch value {
    case .text(let text): return "text(\(text.utf8.count) bytes)"
    case .bytes(let bytes): return "bytes(\(bytes.count) bytes)"
    case .secret, .path, .id, .object: return ValueSpelling.text(value, fingerprint: fingerprint)
    default: return "redacted"
    }
  }

  /// A record's fields may be redacted each for itself.
  private static func text(
    _ value: Value, of type: ValueType, _ fingerprint: @escaping Interpreter.Fingerprint
  ) -> String {
    switch (value, type.shape) {
    case (.record(let record), let shape?):
      let fields = record.fields.map { field in
        let slot = shape[field.name]?.parameter
        return "\(field.name): " + (slot.map { text(field.value, of: $0, fingerprint) } ?? "redacted")
      }
      return "{" + fields.joined(separator: ", ") + "}"
    case (.list(let values), _?):
      return "[" + values.map { text($0, of: type, fingerprint) }.joined(separator: ", ") + "]"
    default: return ValueSpelling.text(value, fingerprint: fingerprint)
    }
  }
}
