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
    guard parameter.isRedacted else { return ValueSpelling.text(value, fingerprint: fingerprint) }
    switch value {
    case .text(let text): return "text(\(text.utf8.count) bytes)"
    case .bytes(let bytes): return "bytes(\(bytes.count) bytes)"
    case .secret, .path, .id, .object: return ValueSpelling.text(value, fingerprint: fingerprint)
    default: return "redacted"
    }
  }
}
