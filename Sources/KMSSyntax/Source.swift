/// A text that was read from a file, typed at the prompt or given with `-c`.
public final class Source: Sendable {
  /// A path relative to the working directory, or `<prompt>`, `<command>`, `<standard input>`.
  public let name: String
  public let text: String
  /// The offset at which each line begins.
  let lineStarts: [Int]

  public init(name: String, text: String) {
    self.name = name
    self.text = text
    var starts = [0]
    var offset = 0
    for byte in text.utf8 {
      offset += 1
      if byte == UInt8(ascii: "\n") { starts.append(offset) }
    }
    lineStarts = starts
  }
}

/// A stretch of a source, in UTF-8 offsets.
public struct Span: Sendable {
  public let source: Source
  public let range: Range<Int>

  public init(_ source: Source, _ range: Range<Int>) {
    self.source = source
    self.range = range
  }

  /// The span from the start of this one to the end of `other`.
  public func through(_ other: Span) -> Span {
    Span(source, range.lowerBound..<max(range.upperBound, other.range.upperBound))
  }
}
