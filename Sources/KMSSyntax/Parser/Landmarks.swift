/// What the parser made of places whose meaning their characters alone do not tell, by offset.
struct Landmarks {
  /// Texts, bare words and signed numbers, with their ends.
  private(set) var atoms: [Int: Int] = [:]
  /// `name=` of arguments, with its end.
  private(set) var argumentNames: [Int: Int] = [:]
  /// The `{` of blocks; every other one begins a record.
  private(set) var blocks: Set<Int> = []
  /// The `-` of `-$x`.
  private(set) var signs: Set<Int> = []
  private(set) var statements: Set<Int> = []

  mutating func note(atom range: Range<Int>) { atoms[range.lowerBound] = range.upperBound }
  mutating func note(argumentName range: Range<Int>) { argumentNames[range.lowerBound] = range.upperBound + 1 }
  mutating func note(blockAt offset: Int) { blocks.insert(offset) }
  mutating func note(signAt offset: Int) { signs.insert(offset) }
  mutating func note(statementAt offset: Int) { statements.insert(offset) }
}
