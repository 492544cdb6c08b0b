import KMSInterpreter

/// What may stand where the cursor is.
enum Slot {
  /// A statement, or after `(` and `=` a command or a value.
  case start(isStatement: Bool)
  /// A command's argument; those that are given already, and how many stand without a name.
  case argument(Command, used: Set<String>, positionals: Int)
  /// Behind `name=`.
  case value(CommandParameter, of: Command)
  case stage
  /// A field of the row, of a variable's rows if one is known.
  case field(of: String?)
  case expression
  /// Inside `fails( )`.
  case reason
  /// Nothing can be foreseen: a new name, a text, a comment.
  case free
}
