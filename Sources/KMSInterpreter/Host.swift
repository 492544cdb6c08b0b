public import KMSSyntax

/// What the interpreter asks of the world. `KMSCommands` answers with a session that audits.
public protocol Host: Sendable {
  /// Runs a command: audit the intent, perform, audit the result.
  func run(_ invocation: Invocation) async throws -> Value

  /// Puts a statement on record that calls no command: `let`, `assert`, `confirm`, a refused check, …
  func note(_ event: StatementEvent) async throws

  /// What an earlier part of the same run put on record of an item of a loop; nothing if the item is to be run.
  func recordedItem(at key: String) async throws -> ItemRecord?

  /// Other runners that take items of this loop, too; nothing where it is run alone.
  func share(of loop: LoopRecord, at key: String) async throws -> (any LoopShare)?

  /// Throws what the server lacks.
  func require(_ requirement: Requirement, at site: Site) async throws

  /// The profiles that `as` may name; nothing where any may.
  var profiles: [String]? { get }

  /// Asks at the terminal; throws where nobody can answer.
  func confirm(_ question: String, at site: Site) async throws -> Bool

  /// Prints the value of a statement that is an expression alone; of a secret, its size.
  func show(_ value: Value, at site: Site) async throws

  /// How far a loop or a step has come.
  func progress(_ progress: Progress)

  /// Reads a file named by `use`, relative to the file that names it.
  func source(of path: String, from span: Span) throws -> Source
}

/// A command's row with its arguments evaluated, typed and in place.
public struct Invocation: Sendable {
  public let command: Command
  public let arguments: Arguments
  public let site: Site
  /// The statement as it would be typed, with values resolved and secrets redacted.
  public let text: String

  public init(command: Command, arguments: Arguments, site: Site, text: String) {
    self.command = command
    self.arguments = arguments
    self.site = site
    self.text = text
  }
}

extension Host {
  public func recordedItem(at key: String) async throws -> ItemRecord? { nil }
  public func share(of loop: LoopRecord, at key: String) async throws -> (any LoopShare)? { nil }
  public func require(_ requirement: Requirement, at site: Site) async throws {}
  public var profiles: [String]? { nil }
}

/// Where a statement stands: in the text, in the steps, in the loops around it and in the run.
public struct Site: Sendable {
  public var span: Span
  public var step: String?
  /// Items of the loops around it, outermost first: `["2"]`, `["2", "7"]`.
  public var items: [String]
  /// From 1: how often the item around it was begun.
  public var attempt: Int
  /// Whether something failed before it, and it runs all the same.
  public var isAftermath: Bool
  /// The same statement of the same run has the same key, however often the run is interrupted and taken up again:
  /// `17` is the script's 17th event, `17/3/5` the fifth event of the third item of the loop that began there,
  /// and `17/3~2/5` that of the item's second attempt.
  public var key: String
  /// The profile that `as` names around it, innermost.
  public var profile: String?

  public init(
    span: Span, step: String? = nil, items: [String] = [], attempt: Int = 1, isAftermath: Bool = false,
    key: String = "", profile: String? = nil
  ) {
    self.span = span
    self.step = step
    self.items = items
    self.attempt = attempt
    self.isAftermath = isAftermath
    self.key = key
    self.profile = profile
  }
}

public struct StatementEvent: Sendable {
  public enum Kind: String, Sendable { case local, check, confirm }
  public enum Status: String, Sendable { case ok, failed, skipped, cancelled }

  public var kind: Kind
  public var status: Status
  public var text: String
  public var message: String?
  public var site: Site
  public var content: Content?

  public init(
    kind: Kind, status: Status, text: String, message: String? = nil, site: Site, content: Content? = nil
  ) {
    self.kind = kind
    self.status = status
    self.text = text
    self.message = message
    self.site = site
    self.content = content
  }

  /// What some statements leave for the run to be taken up again, and for its reports.
  public enum Content: Sendable {
    case parameter(name: String, Value)
    case stepBegan(title: String)
    case stepEnded(title: String)
    case loop(LoopRecord)
    case item(ItemRecord)
  }
}

public enum Progress: Sendable {
  case stepBegan(String)
  case stepEnded(String, succeeded: Bool)
  case loopBegan(Loop, total: Int)
  case loop(Loop, Count)
  case loopEnded(Loop)

  /// Which of several loops that run inside or beside each other.
  public struct Loop: Hashable, Sendable {
    /// Its place in the run.
    public let key: String
    /// Of its variable, without the `$`.
    public let name: String

    public init(key: String, name: String) {
      self.key = key
      self.name = name
    }
  }

  public struct Count: Equatable, Sendable {
    /// Those that came to their end, whichever.
    public var done = 0
    public var failed = 0
    public var skipped = 0
    public var inDoubt = 0
    public let total: Int

    public init(done: Int = 0, failed: Int = 0, skipped: Int = 0, inDoubt: Int = 0, total: Int) {
      self.done = done
      self.failed = failed
      self.skipped = skipped
      self.inDoubt = inDoubt
      self.total = total
    }
  }
}
