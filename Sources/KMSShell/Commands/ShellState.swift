public import KMSInterpreter
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

  /// The entries given so far, oldest first.
  var history: [String] {
    get { settings.withLock { $0.history } }
    set { settings.withLock { $0.history = newValue } }
  }
}
