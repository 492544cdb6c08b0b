import KMSInterpreter
import KMSSyntax

/// The statements of a session as a script that checks.
struct Transcript {
  private(set) var statements: [String] = []

  init(_ statements: [Statement], commands: CommandTable) {
    var names = NameBook()
    for statement in statements {
      var renaming = Renaming(names)
      renaming.walk(statement)
      if renaming.calls.contains(where: { Self.isOfPrompt($0, commands) }) { continue }
      if case .version = statement.kind { continue }
      names = renaming.names
      self.statements.append(renaming.applied(to: statement.span))
    }
  }

  var count: Int { statements.count }
  var text: String { (["kms 1", "# Saved by save-session."] + statements).joined(separator: "\n") + "\n" }

  private static let ofPrompt: Set<String> = ["help", "history", "output", "quit", "timing", "vars"]

  private static func isOfPrompt(_ call: String, _ commands: CommandTable) -> Bool {
    guard let command = commands[call] else { return false }
    return command.isForPrompt || ofPrompt.contains(command.name)
  }
}
