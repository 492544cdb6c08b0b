public import KMSInterpreter
import KMSSyntax
import Synchronization

/// What the prompt's own commands read and change.
public final class ShellState: Sendable {
  public let scope: Scope
  public let seenIDs: SeenIDs
  /// Whether a prompt is there to be left.
  public let isPrompt: Bool
  private let settings: Mutex<Settings>

  private struct Settings {
    var format: OutputFormat
    var isTiming = false
    var isLeaving = false
    var history: [String] = []
    var transcript: [Statement] = []
    var entries = 0
    var commands = CommandTable([])
  }

  public init(format: OutputFormat, isPrompt: Bool, scope: Scope = Scope(), seenIDs: SeenIDs = SeenIDs()) {
    self.scope = scope
    self.seenIDs = seenIDs
    self.isPrompt = isPrompt
    settings = Mutex(Settings(format: format))
  }

  public var format: OutputFormat {
    get { settings.withLock { $0.format } }
    set { settings.withLock { $0.format = newValue } }
  }

  /// Whether the prompt tells how long each entry took.
  public var isTiming: Bool {
    get { settings.withLock { $0.isTiming } }
    set { settings.withLock { $0.isTiming = newValue } }
  }

  /// Every command there is, for the help: set once the table is made.
  public var commands: CommandTable {
    get { settings.withLock { $0.commands } }
    set { settings.withLock { $0.commands = newValue } }
  }

  var isLeaving: Bool { settings.withLock { $0.isLeaving } }
  func leave() { settings.withLock { $0.isLeaving = true } }

  /// A place for the next entry that no other entry of the session has.
  func nextPlace() -> String {
    settings.withLock { settings in
      settings.entries += 1
      return "prompt\(settings.entries)"
    }
  }

  /// The statements of this session that succeeded, in order.
  var transcript: [Statement] { settings.withLock { $0.transcript } }
  func note(succeeded statements: some Sequence<Statement>) {
    settings.withLock { $0.transcript.append(contentsOf: statements) }
  }

  /// The entries given so far, oldest first.
  var history: [String] {
    get { settings.withLock { $0.history } }
    set { settings.withLock { $0.history = newValue } }
  }
}
