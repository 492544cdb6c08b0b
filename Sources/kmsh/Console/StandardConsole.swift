import KMIP
import KMSCommands
import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor

/// Standard output for results, standard error for words about them.
struct StandardConsole: Console {
  let state: ShellState
  let colorsOutput: Bool
  let colorsErrors: Bool
  let progress: ProgressLine

  init(state: ShellState, environment: ProcessEnvironment) {
    self.state = state
    colorsOutput = Terminal.supportsColor(1, environment: environment.variables)
    colorsErrors = Terminal.supportsColor(2, environment: environment.variables)
    progress = ProgressLine(
      isTerminal: Terminal.isInteractive(2), color: colorsErrors, width: { Terminal.width(2) ?? 80 },
      write: StandardStreams.error)
  }

  func print(_ value: Value) {
    state.seenIDs.note(value)
    progress.clear()
    printer.print(value)
    if isUnseen(value) { StandardStreams.error("no rows\n") }
  }

  func report(_ table: Table, title: String?, columns: [String]) {
    progress.clear()
    printer.report(table, title: title, columns: columns)
  }

  func say(_ message: String) {
    progress.clear()
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map { Display.safe(String($0)) }
    StandardStreams.error(lines.joined(separator: "\n") + "\n")
  }

  func warn(_ message: String, hint: String?) {
    progress.clear()
    StandardStreams.error(WarningText.text(message, hint: hint, color: colorsErrors))
  }

  func confirm(_ question: String) async throws -> Bool {
    guard Terminal.isInteractive(0) else {
      throw Diagnostic(
        .cannotConfirm, "nobody is here to confirm: \(question)", hint: "run it at a terminal")
    }
    let answer = try Terminal.ask(prompt: Display.safe(question) + " [y/N] ")
    return ["y", "yes"].contains(answer.lowercased())
  }

  func askSecret(_ question: String) async throws -> Secret {
    guard Terminal.isInteractive(0) else {
      throw Diagnostic(
        .cannotAsk, "nobody is here to answer: \(question)",
        hint: "secret env NAME and secret file PATH need nobody")
    }
    progress.clear()
    var answer = try Terminal.readSecret(prompt: Display.safe(question) + " ")
    defer { for index in answer.indices { answer[index] = 0 } }
    return Secret(answer)
  }

  func reveal(_ text: String) async throws {
    guard Terminal.isInteractive(1) else {
      throw Diagnostic(
        .cannotReveal, "standard output is no terminal, so nothing is revealed",
        hint: "save $secret to=FILE writes it")
    }
    progress.clear()
    StandardStreams.output(text + "\n")
  }

  /// A person is told of an empty answer; a program reads it.
  private func isUnseen(_ value: Value) -> Bool {
    guard state.format == .table, Terminal.isInteractive(1) else { return false }
    return switch value {
    case .list(let values): values.isEmpty
    case .table(let table): table.rows.isEmpty
    default: false
    }
  }

  private var printer: Printer {
    let isTerminal = Terminal.isInteractive(1)
    return Printer(
      format: state.format, color: colorsOutput, width: isTerminal ? Terminal.width(1) : nil,
      write: StandardStreams.output)
  }
}
