/// Every command by its name and its aliases.
public struct CommandTable: Sendable {
  /// In the order they were given.
  public let all: [Command]
  /// The attributes that an object may have, or none to take any name.
  public let attributes: [String]
  /// The reasons that a server may refuse with, or none to take any word.
  public let reasons: [String]
  /// Attributes of an object whose values are words of an enumeration.
  public let fieldWords: [String: ValueType.Words]
  /// The operations that `require` may name, or none to take any word.
  public let operations: [String]
  /// Commands that the language knows and this version has not.
  public let later: Set<String>
  private let indices: [String: Int]

  /// The first of two rows that share a name keeps it.
  public init(
    _ commands: [Command], attributes: [String] = [], reasons: [String] = [],
    fieldWords: [String: ValueType.Words] = [:], operations: [String] = [],
    later: Set<String> = []
  ) {
    var indices: [String: Int] = [:]
    for (index, command) in commands.enumerated() where indices[command.name] == nil { indices[command.name] = index }
    for (index, command) in commands.enumerated() {
      for alias in command.aliases where indices[alias] == nil { indices[alias] = index }
    }
    self.all = commands
    self.attributes = attributes.map(Word.normal)
    self.reasons = reasons.map(Word.normal)
    self.fieldWords = fieldWords
    self.operations = operations.map(Word.normal)
    self.later = later
    self.indices = indices
  }

  public subscript(name: String) -> Command? { indices[name].map { all[$0] } }

  /// Names and aliases, sorted.
  public var names: [String] { indices.keys.sorted() }
}
