import AuditLog
import Glibc
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
      commands: interpreter.commands, scope: state.scope, seenIDs: state.seenIDs, entries: Self.entries)
    return REPL(
      runner: runner, state: state, completer: completer, source: try LineEditor(configuration),
      welcome: "kmsh \(Kmsh.version) on \(profile.server.text); 'help' lists the commands, Ctrl-D leaves")
  }

  /// What a directory holds, for completion of paths.
  private static let entries: @Sendable (String) -> [Completer.Entry] = { folder in
    guard let stream = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(stream) }
    var entries: [Completer.Entry] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." {
        entries.append(Completer.Entry(name: name, isDirectory: entry.pointee.d_type == UInt8(DT_DIR)))
      }
    }
    return entries.sorted { $0.name < $1.name }
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
