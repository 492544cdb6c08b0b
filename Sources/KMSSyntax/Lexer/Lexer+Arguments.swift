// A command's arguments: a bare word may be an id, a path, an enumeration value.
extension Lexer {
  /// The bare word at `start`, or nothing.
  func bareRun(at start: Int) -> Range<Int>? {
    guard let first = byte(at: start), first.isInBareWord else { return nil }
    let end = end(of: start) { $0.isInBareWord }
    return start..<end
  }

  /// The end of the name if `name=value` stands at `start`.
  func argumentName(at start: Int) -> Range<Int>? {
    let end = wordEnd(from: start)
    guard end > start, byte(at: end) == .assign, byte(at: end + 1) != .assign else { return nil }
    return start..<end
  }

  func bareToken(_ range: Range<Int>) throws(Stop) -> Token {
    let word = text(range)
    if let constant = Self.constant(word) { return Token(kind: .literal(constant), range: range) }
    switch NumberReader.read(Array(bytes[range])) {
    case .literal(let literal): return Token(kind: .literal(literal), range: range)
    case .invalid(let code, let message, let hint):
      throw .failed(Diagnostic(code, message, at: span(range), hint: hint))
    case .word:
      guard Self.isBareRun(Array(bytes[range])) else { throw noBareWord(range) }
      return Token(kind: .word(word), range: range)
    }
  }

  /// Whether it is a bare word from its first to its last byte.
  static func isBareRun(_ bytes: [UInt8]) -> Bool {
    guard bytes.allSatisfy(\.isInBareWord), !bytes.starts(with: [.dash, .dash]) else { return false }
    // `.`, `..`, `/`, `-` and `~` are paths; a lone sign is not.
    return bytes.contains { $0.startsWord || $0.isDigit || $0 == .dot || $0 == UInt8(ascii: "/") || $0 == .dash }
      || bytes == [UInt8(ascii: "~")]
  }

  private func noBareWord(_ range: Range<Int>) -> Stop {
    let word = text(range)
    if word.hasPrefix("--") {
      let name = word.drop { $0 == "-" }
      return .failed(
        Diagnostic(.unexpected, "'\(word)' is no argument", at: span(range), hint: "write \(name)=value"))
    }
    return .failed(
      Diagnostic(
        .unexpected, "a command's arguments are no expressions", at: span(range), label: "this sign is no argument",
        hint: "put an expression, or a command whose value it uses, in parentheses"))
  }

  /// Whether a bare word in a list or a record is an id or a path and no arithmetic.
  func isWideWord(_ range: Range<Int>) -> Bool {
    let run = bytes[range]
    guard let first = run.first, first.isDigit || first.startsWord || first == .dot || first == UInt8(ascii: "/") else {
      return false
    }
    let parts = run.split { $0 == UInt8(ascii: "+") || $0 == .dash || $0 == UInt8(ascii: "/") }
    let isArithmetic = parts.allSatisfy { if case .literal = NumberReader.read(Array($0)) { true } else { false } }
    return !isArithmetic || parts.count == 1 || Self.isUUID(Array(run)) || TimeReader.isDate(Array(run))
  }

  private static func isUUID(_ bytes: [UInt8]) -> Bool {
    bytes.count == 36
      && bytes.enumerated().allSatisfy { [8, 13, 18, 23].contains($0) ? $1 == .dash : $1.hexDigit != nil }
  }
}
