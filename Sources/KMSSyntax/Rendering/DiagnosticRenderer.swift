/// The one shape in which every message is shown.
public struct DiagnosticRenderer: Sendable {
  public var color: Bool
  /// Columns of the terminal.
  public var width: Int

  public init(color: Bool, width: Int) {
    self.color = color
    self.width = max(40, width)
  }

  /// Several lines without a line end behind the last.
  public func render(_ diagnostic: Diagnostic) -> String {
    let frame = diagnostic.span.map { Frame($0, label: diagnostic.label, width: width) }
    var lines = [headline(diagnostic)]
    lines += frame.map { located($0, severity: diagnostic.severity) } ?? []
    let indent = String(repeating: " ", count: (frame?.gutter ?? 1) + 1)
    for note in diagnostic.notes + [diagnostic.hint].compactMap({ $0 }) {
      lines.append(indent + paint("= ", .frame) + Display.multiline(note, indent: indent + "  "))
    }
    return lines.joined(separator: "\n")
  }

  private func headline(_ diagnostic: Diagnostic) -> String {
    let kind = paint("\(diagnostic.severity.rawValue)[\(diagnostic.code)]", style(of: diagnostic.severity))
    return kind + paint(": " + Display.multiline(diagnostic.message, indent: "  "), .message)
  }

  private func located(_ frame: Frame, severity: Diagnostic.Severity) -> [String] {
    let indent = String(repeating: " ", count: frame.gutter + 1)
    return [indent + paint("--> ", .frame) + frame.place]
      + frame.rows.map { row in
        switch row {
        case .text(let number, let text): paint(frame.numbered(number) + " | ", .frame) + text
        case .carets(let blank, let carets, let label):
          paint(frame.numbered(nil) + " | ", .frame) + String(repeating: " ", count: blank)
            + paint(carets + (label.map { " " + $0 } ?? ""), style(of: severity))
        case .gap: paint(frame.numbered(nil) + " | …", .frame)
        }
      }
  }

  private enum Style: String {
    case error = "\u{1b}[1;31m"
    case warning = "\u{1b}[1;33m"
    case note = "\u{1b}[1;36m"
    case message = "\u{1b}[1m"
    case frame = "\u{1b}[34m"
  }

  private func style(of severity: Diagnostic.Severity) -> Style {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .note: .note
    }
  }

  private func paint(_ text: String, _ style: Style) -> String {
    color ? style.rawValue + text + "\u{1b}[0m" : text
  }
}
