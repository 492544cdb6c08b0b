/// Escapes around text, where colour is wanted.
public struct Style: Sendable {
  let color: Bool

  public init(color: Bool) { self.color = color }

  public func bold(_ text: String) -> String { paint(text, "1") }
  public func dim(_ text: String) -> String { paint(text, "2") }
  public func red(_ text: String) -> String { paint(text, "31") }
  public func green(_ text: String) -> String { paint(text, "32") }
  public func cyan(_ text: String) -> String { paint(text, "36") }

  public func paint(_ text: String, _ code: String) -> String {
    color && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
