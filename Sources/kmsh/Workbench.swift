import AuditLog
import KMSCommands
import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor

/// Everything that statements need to run, wired: the one place where all modules meet.
struct Workbench: Sendable {
  let workplace: Workplace
  let profile: Profile
  let state: ShellState
  let console: StandardConsole
  let journal: Journal
  let session: Session
  let connector: Connector
  let interpreter: Interpreter

  /// What only checks makes no audit log.
  init(_ options: ConnectionOptions, isPrompt: Bool = false, records: Bool = true) throws {
    let workplace = try Workplace()
    let profile = try options.profile(workplace.environment, workplace.configuration)
    let format = try OutputFormat(option: options.output, isTerminal: Terminal.isInteractive(1))
    let state = ShellState(format: format, isPrompt: isPrompt)
    let console = StandardConsole(state: state, environment: workplace.environment)
    let connector = Connector(profile: profile, environment: workplace.environment, folders: workplace.folders)
    let journal = Journal(
      session: SessionID(), store: try AuditStore(path: workplace.auditStore, access: records ? .append : .read))
    let kms = KMS(clock: { WallClock.microseconds }) {
      do { return try connector.client() } catch { throw Failure(unreachable: error) }
    }
    let session = Session(journal: journal, console: console, progress: { console.progress.note($0) })
    let commands = Self.commands(kms, journal, console, state, profile)
    state.commands = commands
    let fingerprints = FingerprintKey(path: workplace.folders.fingerprintKey)
    self.workplace = workplace
    self.profile = profile
    self.state = state
    self.console = console
    self.journal = journal
    self.session = session
    self.connector = connector
    interpreter = Interpreter(commands: commands, host: session, fingerprint: { fingerprints.fingerprint($0) })
  }

  private static func commands(
    _ kms: KMS, _ journal: Journal, _ console: StandardConsole, _ state: ShellState, _ profile: Profile
  ) -> CommandTable {
    let shell = ShellCommands.all(
      state, color: console.colorsOutput, width: { Terminal.width(1) }, write: StandardStreams.output
    ) { profile.summary }
    return CommandTable(
      Catalog.commands(kms, journal, console) + shell, attributes: Catalog.fields, reasons: Catalog.reasons,
      fieldWords: Catalog.fieldWords, later: Catalog.later)
  }
}

extension Profile {
  /// For `profile`: what is used, without a secret.
  var summary: String {
    let token =
      switch token {
      case .none: "none"
      case .file(let path): "from \(path)"
      case .variable(let name): "from the variable \(name)"
      case .prompt: "asked for"
      }
    return """
      profile      \(name)
      server       \(server.text)
      token        \(token)
      certificate  \(certificate ?? "none")
      authorities  \(authority ?? "the system's")
      """
  }
}
