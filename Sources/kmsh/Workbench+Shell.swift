import AuditLog
import Foundation
import KMIP
import KMSCommands
import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor

extension Workbench {
  /// - Parameter now: For a script, whose `now` was fixed when it was begun; the clock's at each call if left out.
  func runner(
    now: Int64? = nil, say: @escaping @Sendable (String) -> Void = { StandardStreams.error($0) }
  ) -> Runner {
    Runner(
      interpreter: interpreter, host: session,
      renderer: DiagnosticRenderer(color: console.colorsErrors, width: Terminal.width(2) ?? 100),
      now: { now ?? WallClock.microseconds }, say: say)
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
      runner: runner(), state: state, completer: completer, source: try LineEditor(configuration),
      welcome: "kmsh \(Kmsh.version) on \(profile.server.text); 'help' lists the commands, Ctrl-D leaves")
  }

  /// What the first record of a session says: who, where, from what and to which server.
  func opening(script: Source?, arguments: [String], now: Int64) -> [String: JSONValue] {
    var details = self.details
    details["now"] = .int(now)
    if let script {
      details["script"] = .string(script.name)
      details["script_sha256"] = .string(script.digest)
      details["includes"] = .array(
        ScriptRunner(runner()).includes(of: script).map { ["file": .string($0.name), "sha256": .string($0.digest)] })
    }
    if !arguments.isEmpty { details["arguments"] = .array(arguments.map(JSONValue.string)) }
    return details
  }

  /// Who does it now, and from where.
  var details: [String: JSONValue] {
    var details: [String: JSONValue] = [
      "user": .string(ProcessEnvironment.userName), "host": .string(ProcessEnvironment.hostName),
      "version": .string(Kmsh.version), "profile": .string(profile.name), "server": .string(profile.server.text),
      "identity": .string(identity), "folder": .string(ProcessEnvironment.workingDirectory),
    ]
    details["login"] = workplace.environment["SUDO_USER"].map(JSONValue.string)
    details["terminal"] = ProcessEnvironment.terminalName.map(JSONValue.string)
    return details
  }

  /// Whom the server knows us as, without a secret: a certificate's hash, a token's fingerprint.
  private var identity: String {
    if let user = profile.user { return "user \(user)" }
    if let certificate = profile.certificate ?? profile.bundle,
      let bytes = try? Data(contentsOf: URL(filePath: certificate))
    {
      return "certificate sha256:\(HashValue.of(Array(bytes)))"
    }
    switch profile.token {
    case .none:
      if let login = profile.login?.tokenURL { return "login at \(login)" }
      return profile.server == .embedded ? EmbeddedServer.owner : "nobody"
    case .prompt, .command: return "token"
    case .file, .variable:
      guard let token = try? SecretReader.token(profile.token, workplace.environment).read() else { return "token" }
      return "token fp=\(token.withBytes { fingerprints.fingerprint($0) })"
    }
  }
}

extension Source {
  var digest: String { HashValue.of(Array(text.utf8)).description }
}
