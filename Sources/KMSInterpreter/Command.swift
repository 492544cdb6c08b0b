/// One row per command: checker, completion, help, plan and audit read it.
public struct Command: Sendable {
  public typealias Body = @Sendable (Invocation) async throws -> Value

  public let name: String
  public let aliases: [String]
  /// One line, without a full stop.
  public let summary: String
  public let discussion: String
  public let parameters: [CommandParameter]
  public let returns: ValueType
  public let effect: Effect
  /// KMIP operations that it performs, in order.
  public let operations: [String]
  public let examples: [Example]
  /// Whether what it gives may stand on record: not a file's contents, nor what may become a key.
  public let keepsValue: Bool
  /// The row for a first word, where that decides on parameters, effect and operations.
  public let variant: (@Sendable (String) -> Command?)?
  /// What only a person at the prompt may ask for.
  public let isForPrompt: Bool
  public let body: Body

  public init(
    _ name: String, aliases: [String] = [], _ summary: String, discussion: String = "", effect: Effect,
    operations: [String] = [], parameters: [CommandParameter] = [], returns: ValueType = .any,
    examples: [Example] = [], keepsValue: Bool = true, isForPrompt: Bool = false,
    variant: (@Sendable (String) -> Command?)? = nil, body: @escaping Body
  ) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.discussion = discussion
    self.parameters = parameters
    self.returns = returns
    self.effect = effect
    self.operations = operations
    self.examples = examples
    self.keepsValue = keepsValue
    self.variant = variant
    self.isForPrompt = isForPrompt
    self.body = body
  }

  /// What a command does to the world, shown by `help` and kept in the audit trail.
  public enum Effect: String, Sendable, CaseIterable {
    case read, write, destructive, export, use, local
  }

  /// A line that a person may paste; a test runs it.
  public struct Example: Sendable {
    public let code: String
    public let meaning: String

    public init(_ code: String, _ meaning: String) {
      self.code = code
      self.meaning = meaning
    }
  }
}

public struct CommandParameter: Sendable {
  public enum Form: Sendable {
    /// The next value without a name; may be named too.
    case positional
    /// All the remaining values without a name, as a list.
    case rest
    case named
  }

  public let name: String
  public let form: Form
  public let type: ValueType
  public let isRequired: Bool
  /// On record its value is shown as its size alone: plaintext, …
  public let isRedacted: Bool
  public let help: String

  public init(
    _ name: String, _ type: ValueType, _ form: Form = .named, required: Bool = false, redacted: Bool = false,
    help: String
  ) {
    self.name = name
    self.form = form
    self.type = type
    self.isRequired = required
    self.isRedacted = redacted
    self.help = help
  }
}

/// What a slot takes.
public indirect enum ValueType: Sendable {
  case any, none, bool, int, text, bytes, duration, time, size, percent, path, record, object, table, error, secret
  case enumeration(Words)
  /// One identifier; an object stands for its own. `many`: a list of them, too.
  case id(many: Bool)
  case list(of: ValueType)
  /// Takes either; the first that fits a literal wins.
  case either([ValueType])
  /// A record with these fields.
  case fields(RecordShape)

  /// The words of an enumeration, or none where any word will do: completion and "did you mean" read it.
  public struct Words: Sendable {
    public let name: String
    public let words: [String]

    public init(_ name: String, _ words: [String]) {
      self.name = name
      self.words = words
    }
  }
}
