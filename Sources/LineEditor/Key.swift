/// Keys that libedit cannot bind as sequences in every mode come to it as one character of the C1 range, which nobody
/// types.
enum Key: UInt32, CaseIterable {
  case paste = 0x81
  case up, down, left, right, home, end, delete, insert, wordLeft, wordRight

  /// The name for `EL_BIND`.
  var bindable: String { Unicode.Scalar(rawValue).map { String($0) } ?? "" }

  static let interrupt: UInt32 = 0x03

  /// What follows ESC, in the spellings of the usual terminals.
  static let sequences: [(sequence: String, key: Key)] = [
    ("[200~", .paste),
    ("[A", .up), ("OA", .up), ("[B", .down), ("OB", .down),
    ("[C", .right), ("OC", .right), ("[D", .left), ("OD", .left),
    ("[H", .home), ("OH", .home), ("[1~", .home), ("[7~", .home),
    ("[F", .end), ("OF", .end), ("[4~", .end), ("[8~", .end),
    ("[3~", .delete), ("[2~", .insert),
    ("[1;5D", .wordLeft), ("[1;3D", .wordLeft), ("[1;5C", .wordRight), ("[1;3C", .wordRight),
  ]
}
