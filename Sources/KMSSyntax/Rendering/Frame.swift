/// The lines of a source that a span touches, with carets under it.
struct Frame {
  enum Row {
    case text(number: Int, String)
    case carets(blank: Int, String, label: String?)
    /// Lines left out.
    case gap
  }

  let place: String
  let rows: [Row]
  /// Columns of the line numbers.
  let gutter: Int

  init(_ span: Span, label: String?, width: Int) {
    let source = span.source
    let first = source.lineIndex(of: min(span.range.lowerBound, source.text.utf8.count))
    // A span that ends with its line does not reach into the next.
    let last = max(
      first, source.lineIndex(of: min(max(span.range.lowerBound, span.range.upperBound - 1), source.text.utf8.count)))
    gutter = String(last + 1).count
    place = Display.safe(source.name) + ":\(span.start)"
    let room = width - gutter - 3
    let label = label.map(Display.safe)
    var rows = Self.rows(first, span, label: first == last ? label : nil, room: room)
    if last > first {
      if last > first + 1 { rows.append(.gap) }
      rows += Self.rows(last, span, label: label, room: room)
    }
    self.rows = rows
  }

  func numbered(_ number: Int?) -> String {
    let digits = number.map(String.init) ?? ""
    return String(repeating: " ", count: gutter - digits.count) + digits
  }

  private static func rows(_ index: Int, _ span: Span, label: String?, room: Int) -> [Row] {
    let source = span.source
    let range = source.lineRange(index)
    let line = DisplayLine(source.text(in: range))
    let start =
      span.range.lowerBound > range.lowerBound
      ? line.column(of: span.range.lowerBound - range.lowerBound) : min(line.indentation, line.width)
    let lower =
      span.range.lowerBound < range.lowerBound ? start : line.column(of: span.range.lowerBound - range.lowerBound)
    let upper = line.column(of: min(span.range.upperBound, range.upperBound) - range.lowerBound)
    let window = line.window(around: lower..<max(lower, upper), room: room)
    let carets = min(max(1, upper - lower), max(1, window.columns.upperBound - lower))
    return [
      .text(number: index + 1, window.text),
      .carets(blank: max(0, lower - window.columns.lowerBound), String(repeating: "^", count: carets), label: label),
    ]
  }
}
