public import KMIP
public import KMSInterpreter
import KMSSyntax

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
  /// Asks without showing what is typed; throws where nobody can answer.
  func askSecret(_ question: String) async throws -> Secret
  /// Shows what was secret; throws unless standard output is a terminal.
  func reveal(_ text: String) async throws
}

extension Console {
  public func askSecret(_ question: String) async throws -> Secret {
    throw Diagnostic(
      .cannotAsk, "nobody is here to answer: \(question)",
      hint: "secret env NAME and secret file PATH need nobody")
  }

  public func reveal(_ text: String) async throws {
    throw Diagnostic(
      .cannotReveal, "standard output is no terminal, so nothing is revealed", hint: "save $secret to=FILE writes it")
  }
}
