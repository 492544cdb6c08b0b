/// What stands before the cursor, made whole: for readers that need a tree while a script is being typed.
public struct UnfinishedText: Sendable {
  /// The text without its last, unfinished statement, and with the blocks closed that are open.
  public let text: String
  /// Where the last statement begins, in UTF-8 offsets.
  public let end: Int

  public init(_ before: String) {
    var open: [Bracket] = []
    var start = (offset: 0, depth: 0)
    var previous: ScannedToken?
    for token in Scanner.tokens(before) {
      switch token.kind {
      case .symbol("("), .symbol("["): open.append(.inner)
      case .symbol("{"):
        let isInText = previous?.kind.isText == true && previous?.range.upperBound == token.range.lowerBound
        open.append(isInText ? .inner : .brace)
      case .symbol(")"), .symbol("]"), .symbol("}"): _ = open.popLast()
      default: break
      }
      if token.kind == .newline || token.kind == .symbol("{"), open.allSatisfy({ $0 == .brace }) {
        start = (token.range.upperBound, open.count)
      }
      previous = token
    }
    end = start.offset
    text = String(decoding: before.utf8.prefix(end), as: UTF8.self) + String(repeating: "}", count: start.depth)
  }

  private enum Bracket { case brace, inner }
}
