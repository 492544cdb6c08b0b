public import KMSSyntax

extension CommandTable {
  /// The row of a call: a command that goes by its first word, as `kmip Get { … }` does, has a row for each.
  public func row(of call: Call) -> Command? {
    guard let command = self[call.name.text] else { return nil }
    guard let variant = command.variant, let word = call.arguments.first?.plainWord else { return command }
    return variant(word) ?? command
  }
}

extension Argument {
  fileprivate var plainWord: String? {
    switch value.kind {
    case .word(let word): word
    case .literal(.text(let text)): text
    default: nil
    }
  }
}
