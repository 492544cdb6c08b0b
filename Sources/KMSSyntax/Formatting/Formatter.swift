/// Lays a script out the one way: indentation, spaces, line breaks. Words, values and comments stay as they are.
public enum Formatter {
  /// The text of a file that parses; of another, what is wrong with it.
  public static func formatted(_ source: Source) -> Result<String, ParseFailure> {
    switch layout(of: source) {
    case .failure(let failure): .failure(failure)
    // The text of the user is worth more than its looks.
    case .success(let text): .success(says(text, theSameAs: source) ? text : source.text)
    }
  }

  static func layout(of source: Source) -> Result<String, ParseFailure> {
    lexemes(of: source).map { LayoutWriter.text(of: LayoutReader.block(of: $0)) }
  }

  private static func lexemes(of source: Source) -> Result<[Lexeme], ParseFailure> {
    Parser.parseWithLandmarks(source).flatMap { landmarks in
      do throws(Stop) {
        return .success(try LexemeReader.lexemes(of: source, landmarks))
      } catch {
        switch error {
        case .failed(let diagnostic): return .failure(ParseFailure(diagnostics: [diagnostic]))
        case .incomplete(let opener): return .failure(ParseFailure(diagnostics: [opener.diagnostic]))
        }
      }
    }
  }

  /// Whether both are the same statements, words, values and comments in the same order.
  static func says(_ text: String, theSameAs source: Source) -> Bool {
    guard case .success(let ours) = lexemes(of: Source(name: source.name, text: text)),
      case .success(let theirs) = lexemes(of: source)
    else { return false }
    return ours.essence == theirs.essence
  }
}

extension [Lexeme] {
  /// What layout does not change: a comma before a closing bracket is layout.
  fileprivate var essence: [Essence] {
    let words = filter { !$0.isComment }
    let kept = words.enumerated().filter { index, lexeme in
      lexeme.symbol != .comma || index + 1 >= words.count || !words[index + 1].closes
    }
    return kept.map { index, lexeme in Essence(lexeme, behind: index > 0 ? words[index - 1] : nil) }
      + filter(\.isComment).map { Essence($0, behind: nil) }
  }
}

private struct Essence: Equatable {
  let kind: Lexeme.Kind
  let text: String
  let beginsStatement: Bool
  /// `f(x)` is a call, and `f (x)` a command with an argument.
  let isAttached: Bool

  init(_ lexeme: Lexeme, behind before: Lexeme?) {
    (kind, text, beginsStatement) = (lexeme.kind, lexeme.text, lexeme.beginsStatement)
    let isOperand = before.map { ($0.kind != .word || !$0.isOperatorWord) && $0.kind != .argumentName } ?? false
    isAttached =
      lexeme.touches && isOperand
      && (lexeme.symbol == .leftBracket && before?.endsOperand == true
        || lexeme.symbol == .dot || lexeme.symbol == .leftParenthesis && before?.kind == .word)
  }
}
