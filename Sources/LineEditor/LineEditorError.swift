public enum LineEditorError: Error, Hashable, Sendable, CustomStringConvertible {
  case terminalUnusable
  case noTerminal
  case interrupted
  case endOfInput

  public var description: String {
    switch self {
    case .terminalUnusable: "the terminal cannot be used for line editing"
    case .noTerminal: "there is no terminal to ask at"
    case .interrupted: "interrupted at the question"
    case .endOfInput: "the input ended before the answer"
    }
  }
}
