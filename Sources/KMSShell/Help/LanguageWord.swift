import KMSInterpreter

/// A word of the language: one row for help, completion and colours.
struct LanguageWord: Sendable {
  enum Kind: Sendable {
    /// Begins a statement.
    case statement
    /// Follows `|`.
    case stage
    /// Stands inside an expression.
    case inner
  }

  let name: String
  let kind: Kind
  let summary: String
  let form: String
  let example: String

  init(_ name: String, _ kind: Kind, _ summary: String, form: String, example: String) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.form = form
    self.example = example
  }

  static let all: [LanguageWord] = statements + stages + operators

  static let statementNames: [String] = all.filter { $0.kind == .statement }.map(\.name)
  static let stageNames: [String] = all.filter { $0.kind == .stage }.map(\.name)
  static let names: Set<String> = Set(all.map(\.name))

  static func named(_ name: String) -> [LanguageWord] { all.filter { $0.name == name.normalWord } }
}
