/// What stands before the cursor: text in pieces, each with a style.
///
/// Control characters in the text are dropped, so a name that came from elsewhere cannot steer the terminal.
public struct Prompt: Hashable, Sendable {
  public enum Style: String, Sendable, CaseIterable {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"
  }

  struct Piece: Hashable, Sendable {
    let text: String
    let style: Style
  }

  private(set) var pieces: [Piece] = []

  public init() {}

  public init(_ text: String, style: Style = .plain) {
    append(text, style: style)
  }

  public mutating func append(_ text: String, style: Style = .plain) {
    let printable = text.printable
    if !printable.isEmpty { pieces.append(Piece(text: printable, style: style)) }
  }

  public func appending(_ text: String, style: Style = .plain) -> Prompt {
    var longer = self
    longer.append(text, style: style)
    return longer
  }

  /// The text as drawn, without styles.
  public var plain: String { drawn.map(\.text).joined() }
}

extension Prompt {
  private static let mark = "\u{1}"

  /// The text for libedit, which counts no cells between two marks.
  func escaped(color: Bool) -> String {
    guard color else { return plain }
    var text = ""
    var style = Style.plain
    for piece in drawn {
      // libedit ties a marked sequence to the one visible character after it, so two never stand side by side.
      if piece.style != style { text += Self.mark + Self.change(from: style, to: piece.style) + Self.mark }
      text += piece.text
      style = piece.style
    }
    return text
  }

  private static func change(from old: Style, to new: Style) -> String {
    (old == .plain ? "" : "\u{1b}[0m") + (new == .plain ? "" : "\u{1b}[\(new.rawValue)m")
  }

  /// The pieces, with a plain space for the sequence that ends the last style.
  private var drawn: [Piece] {
    guard let last = pieces.last, last.style != .plain else { return pieces }
    let body = last.text.hasSuffix(" ") ? String(last.text.dropLast()) : last.text
    let ended = body.isEmpty ? [] : [Piece(text: body, style: last.style)]
    return pieces.dropLast() + ended + [Piece(text: " ", style: .plain)]
  }
}
