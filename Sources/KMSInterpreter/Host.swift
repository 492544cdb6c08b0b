public import KMSSyntax

/// What the interpreter asks of the world. `KMSCommands` answers with a session that audits.
public protocol Host: Sendable {
  /// Runs a command: audit the intent, perform, audit the result.
  func run(_ invocation: Invocation) async throws -> Value

  /// Puts a statement on record that calls no command: `let`, `assert`, `confirm`, a refused check, …
  func note(_ event: StatementEvent) async throws

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

/// Where a statement stands: in the text, in the steps and in the loops around it.
public struct Site: Sendable {
  public var span: Span
  public var step: String?
  /// Items of the loops around it, outermost first: `["2"]`, `["2", "7"]`.
  public var items: [String]

  public init(span: Span, step: String? = nil, items: [String] = []) {
    self.span = span
    self.step = step
    self.items = items
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

  public init(kind: Kind, status: Status, text: String, message: String? = nil, site: Site) {
    self.kind = kind
    self.status = status
    self.text = text
    self.message = message
    self.site = site
  }
}

public enum Progress: Sendable {
  case stepBegan(String)
  case stepEnded(String, succeeded: Bool)
  case loopBegan(total: Int)
  case loop(done: Int, failed: Int, skipped: Int, inDoubt: Int, total: Int)
  case loopEnded
}
