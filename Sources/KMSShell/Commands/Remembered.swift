import KMSInterpreter

extension Command {
  static func vars(_ state: ShellState) -> Command {
    Command(
      "vars", "list the variables with their types",
      discussion: "A secret is shown as its size.",
      effect: .local, returns: .table,
      examples: [Example("vars", "name, type and value"), Example("vars | count", "how many there are")]
    ) { _ in
      let rows = state.scope.variables.map { variable in
        Record([
          ("name", .text("$" + variable.name)), ("type", .text(variable.value.type.shortName)),
          ("value", .text(variable.value.glimpse)),
        ])
      }
      return .table(Table(columns: ["name", "type", "value"], rows: rows))
    }
  }

  static func history(_ state: ShellState) -> Command {
    Command(
      "history", "list earlier entries, the latest last",
      effect: .local,
      parameters: [
        CommandParameter("last", .int, .positional, help: "how many; 20 if left out"),
        CommandParameter("match", .text, help: "only those that hold this text"),
      ],
      returns: .table,
      examples: [Example("history 5", "the last five"), Example("history match=\"create\"", "what was created")]
    ) { invocation in
      let match = invocation.arguments.text("match") ?? ""
      let entries = state.history.enumerated().filter { match.isEmpty || $0.element.contains(match) }
      let last = entries.suffix(max(0, Int(clamping: invocation.arguments.int("last") ?? 20)))
      let rows = last.map { Record([("n", .int(Int64($0.offset + 1))), ("entry", .text($0.element))]) }
      return .table(Table(columns: ["n", "entry"], rows: rows))
    }
  }
}

extension ValueType {
  /// Without what only a slot knows.
  fileprivate var shortName: String {
    if case .enumeration = self { "enum" } else { name }
  }
}

extension Value {
  /// As much of it as tells it from others.
  fileprivate var glimpse: String {
    switch self {
    case .bytes(let bytes): "\(bytes.count) bytes"
    case .list(let values): "\(values.count) \(values.count == 1 ? "element" : "elements")"
    case .record(let record): "{" + record.fields.map(\.name).joined(separator: ", ") + "}"
    case .object(let object):
      ([object.id]
        + ["type", "name"].compactMap { object.attributes[$0] }.filter { !$0.isBlank }
        .map(ValueText.text)).joined(separator: " ")
    default: String(ValueSpelling.text(self).prefix(200))
    }
  }
}
