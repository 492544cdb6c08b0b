import KMSInterpreter
import KMSSyntax

/// A value as a person reads it.
struct ValueLayout {
  let style: Style
  let width: Int?

  /// With its line ends.
  func text(_ value: Value) -> String {
    switch value {
    case .list(let values): list(values)
    case .table(let table): grid(table)
    case .record(let record): lines(record, keepingNone: true)
    case .object(let object): lines(object.fields, keepingNone: false)
    case .error(let error): lines(error.record, keepingNone: false)
    default: SafeText.block(ValueText.text(value)).endingInNewline
    }
  }

  private func list(_ values: [Value]) -> String {
    if let table = Table(listing: values) { return grid(table) }
    return values.map { $0.fields == nil ? text($0) : Cell($0).text + "\n" }.joined()
  }

  private func grid(_ table: Table) -> String { Grid(table, options: .init(style: style, width: width)).text }

  /// `name  value`, one a line.
  private func lines(_ record: Record, keepingNone: Bool) -> String {
    let fields = record.fields.filter { keepingNone || !$0.value.isBlank }
    let margin = fields.map { Display.width(SafeText.line($0.name)) }.max() ?? 0
    return fields.map { field(SafeText.line($0.name), $0.value, margin: margin) }.joined()
  }

  private func field(_ name: String, _ value: Value, margin: Int) -> String {
    let label = style.dim(name)
    switch value {
    case .record(let record) where !value.isBlank:
      return label + "\n" + lines(record, keepingNone: false).indented
    case .table where !value.isBlank: return label + "\n" + nested.text(value).indented
    case .list(let values) where Table(listing: values) != nil: return label + "\n" + nested.text(value).indented
    case .object(let object): return label + gap(name, margin) + summary(object) + "\n"
    case .text(let text) where text.unicodeScalars.contains("\n"):
      return label + "\n" + SafeText.block(text).endingInNewline.indented
    default: return label + gap(name, margin) + wrapped(value.isNone ? "none" : Cell(value).text, margin) + "\n"
    }
  }

  private var nested: ValueLayout { ValueLayout(style: style, width: width.map { max(20, $0 - 2) }) }

  private func gap(_ name: String, _ margin: Int) -> String {
    String(repeating: " ", count: margin - Display.width(name) + 2)
  }

  /// A record's object in one line.
  private func summary(_ object: ManagedObject) -> String {
    let names = ["type", "algorithm", "length", "state", "name"]
    let parts = names.compactMap { object.attributes.field($0) }.filter { !$0.isBlank }
    return ([SafeText.line(object.id)] + parts.map { Cell($0).text }).joined(separator: "  ")
  }

  /// Words under one another beside the names.
  private func wrapped(_ text: String, _ margin: Int) -> String {
    guard let width, width - margin - 2 >= 20 else { return text }
    return TextWrap.lines(text, width: width - margin - 2)
      .joined(separator: "\n" + String(repeating: " ", count: margin + 2))
  }
}

extension String {
  fileprivate var endingInNewline: String { hasSuffix("\n") ? self : self + "\n" }

  fileprivate var indented: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
  }
}
