public import KMSInterpreter

/// Where commands speak to a person. Results go to standard output, words about them to standard error.
public protocol Console: Sendable {
  /// A value in the chosen output format, or as `format` says.
  func print(_ value: Value)
  /// A table under a title, with these columns if any are named.
  func report(_ table: Table, title: String?, columns: [String])
  func say(_ message: String)
  func warn(_ message: String, hint: String?)
  /// Asks yes or no; throws where nobody can answer.
  func confirm(_ question: String) async throws -> Bool
}
