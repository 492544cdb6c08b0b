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
  let connector: Connectors
  let stage: Stage
  let interpreter: Interpreter
  let fingerprints: FingerprintKey
  let lead: RunLead?
  let sharing: Sharing?

  /// What only checks makes no audit log.
  ///
  /// - Parameters:
  ///   - earlier: The run that is taken up again.
  ///   - part: Which part this process has in a run that several share.
  init(
    _ options: ConnectionOptions, isPrompt: Bool = false, records: Bool = true, earlier: EarlierRun? = nil,
    staging: Staging = .direct, part: Sharing.Part? = nil
  ) throws {
    let workplace = try Workplace()
    let profile = try options.profile(workplace.environment, workplace.configuration)
    let format = try OutputFormat(option: options.output, isTerminal: Terminal.isInteractive(1))
    let state = ShellState(format: format, isPrompt: isPrompt)
    let console = StandardConsole(state: state, environment: workplace.environment)
    let connector = Connectors(profile, others: workplace.configuration.profiles) {
      Connector(profile: $0, environment: workplace.environment, folders: workplace.folders)
    }
    let stage = Stage(
      staging, policy: profile.policy, others: workplace.configuration.profiles.mapValues(\.policy)
    ) { name in
      do { return try connector.client(of: name) } catch { throw Failure(unreachable: error) }
    }
    let voice = stage.console(console)
    let kms = KMS(clock: { WallClock.microseconds }) { try await stage.client($0) }
    let store = try AuditStore(
      at: try workplace.auditLocation(), access: records ? .append : .read,
      anchors: records ? AnchorPublisher(workplace, kms, console) : nil)
    let journal = Journal(session: earlier?.session ?? SessionID(), store: store)
    let lead = earlier?.lead ?? store.lead(of: journal.session)
    let sharing = try part.map { try Self.sharing(journal.session, as: $0, earlier, lead, store) }
    let fingerprints = FingerprintKey(path: workplace.folders.fingerprintKey)
    let session = Session(
      journal: journal, console: voice, kms: kms,
      profiles: workplace.configuration.profiles.keys.sorted() + ["embedded"],
      past: earlier?.past, sharing: sharing, gates: stage.gates, isRehearsal: staging.isRehearsal,
      fingerprint: { fingerprints.fingerprint($0) }, progress: { console.progress.note($0) })
    let commands = Self.commands(kms, journal, console, voice, state, profile, workplace.environment)
    state.commands = commands
    self.workplace = workplace
    self.profile = profile
    self.state = state
    self.console = console
    self.journal = journal
    self.session = session
    self.connector = connector
    self.stage = stage
    self.fingerprints = fingerprints
    self.lead = lead
    self.sharing = sharing
    interpreter = Interpreter(commands: commands, host: session, fingerprint: { fingerprints.fingerprint($0) })
  }

  private static func commands(
    _ kms: KMS, _ journal: Journal, _ console: StandardConsole, _ voice: any Console, _ state: ShellState,
    _ profile: Profile, _ environment: ProcessEnvironment
  ) -> CommandTable {
    let shell = ShellCommands.all(
      state, color: console.colorsOutput, width: { Terminal.width(1) }, write: StandardStreams.output
    ) { profile.summary }
    return CommandTable(
      Catalog.commands(kms, journal, voice, variable: { environment[$0] }) + shell, attributes: Catalog.fields,
      reasons: Catalog.reasons,
      fieldWords: Catalog.fieldWords, operations: Catalog.operations, later: Catalog.later)
  }
}

extension Profile {
  /// For `profile`: what is used, without a secret.
  var summary: String {
    let token = login.map { "from kmsh login at \($0.tokenURL ?? "")" } ?? token.place
    return """
      profile      \(name)
      server       \(server.text)
      token        \(token)
      user         \(user ?? "none")
      certificate  \(certificate ?? bundle ?? "none")
      authorities  \(pin.map { "the pinned certificate \($0)" } ?? authority ?? "the system's")
      proxy        \(proxy.address ?? "none")
      """
  }
}
