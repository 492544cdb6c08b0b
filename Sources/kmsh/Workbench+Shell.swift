import AuditLog
import KMSCommands
import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor

extension Workbench {
  var runner: Runner {
    Runner(
      interpreter: interpreter, host: session,
      renderer: DiagnosticRenderer(color: console.colorsErrors, width: Terminal.width(2) ?? 100),
      now: { WallClock.microseconds }, say: StandardStreams.error)
  }

  func repl() throws -> REPL {
    let environment = workplace.environment.variables
    let session = journal.session.description
    var configuration = LineEditor.Configuration.shell(
      profile: profile.name, session: session, commands: interpreter.commands, state: state,
      color: console.colorsOutput)
    configuration.historyFile = workplace.folders.history
    configuration.isEdited = Terminal.canEdit(environment: environment)
    configuration.editrc = LineEditor.Configuration.editrc(in: environment)
    let completer = Completer(
      commands: interpreter.commands, scope: state.scope, seenIDs: state.seenIDs,
      entries: { [home = workplace.environment.home] in DirectoryListing.entries($0, home: home) })
    return REPL(
      runner: runner, state: state, completer: completer, source: try LineEditor(configuration),
      welcome: "kmsh \(Kmsh.version) on \(profile.server.text); 'help' lists the commands, Ctrl-D leaves")
  }

  /// What the first record of a session says: who, where, from what and to which server.
  func opening(script: Source?, arguments: [String]) -> [String: JSONValue] {
    var details: [String: JSONValue] = [
      "user": .string(ProcessEnvironment.userName), "host": .string(ProcessEnvironment.hostName),
      "version": .string(Kmsh.version), "profile": .string(profile.name), "server": .string(profile.server.text),
      "folder": .string(ProcessEnvironment.workingDirectory),
    ]
    details["login"] = workplace.environment["SUDO_USER"].map(JSONValue.string)
    details["terminal"] = ProcessEnvironment.terminalName.map(JSONValue.string)
    if let script {
      details["script"] = .string(script.name)
      details["script_sha256"] = .string(HashValue.of(Array(script.text.utf8)).description)
    }
    if !arguments.isEmpty { details["arguments"] = .array(arguments.map(JSONValue.string)) }
    return details
  }
}
