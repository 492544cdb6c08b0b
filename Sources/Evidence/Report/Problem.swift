/// Something that keeps the run from being clean.
public struct Problem: Hashable, Sendable {
  public internal(set) var title: String
  public internal(set) var outcome: Outcome
  public internal(set) var error: ErrorReport
  public internal(set) var statement: String?
  public internal(set) var step: String?
  /// The label of the loop's item.
  public internal(set) var item: String?
  public internal(set) var place: Place?
  /// Nothing where the text of the source is not at hand.
  public internal(set) var frame: CodeFrame?
  public internal(set) var seq: Int64
}

/// Lines of a source around one of them.
public struct CodeFrame: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public let number: Int
    public let text: String
    public let isMarked: Bool
  }

  public let lines: [Line]

  /// - Returns: Nothing if the text has no such line.
  init?(_ text: String, line: Int64) {
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let line = Int(exactly: line), line >= 1, line <= all.count else { return nil }
    let numbers = max(1, line - 2)...min(all.count, line + 2)
    lines = numbers.map { Line(number: $0, text: String(all[$0 - 1].prefix(400)), isMarked: $0 == line) }
  }
}
