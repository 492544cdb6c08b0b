import KMSSyntax

/// The names in one statement of the prompt, and what they are called in the script.
struct Renaming {
  var names: NameBook
  /// Commands and functions that are called.
  private(set) var calls: [String] = []
  private var edits: [(range: Range<Int>, text: String)] = []

  init(_ names: NameBook) { self.names = names }

  /// The statement's text with the new names.
  func applied(to span: Span) -> String {
    let bytes = Array(span.source.text.utf8)
    var output: [UInt8] = []
    var position = span.range.lowerBound
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where edit.range.lowerBound >= position && edit.range.upperBound <= span.range.upperBound {
      output += bytes[position..<edit.range.lowerBound] + Array(edit.text.utf8)
      position = edit.range.upperBound
    }
    output += bytes[position..<span.range.upperBound]
    return String(decoding: output, as: UTF8.self)
  }

  /// A name with or without its `$`, as it stands there.
  private mutating func rename(_ name: Name, to new: String) {
    guard new != name.text else { return }
    let bytes = name.span.source.text.utf8.dropFirst(name.span.range.lowerBound)
    edits.append((name.span.range, (bytes.first == UInt8(ascii: "$") ? "$" : "") + new))
  }

  mutating func bind(_ name: Name) { rename(name, to: names.bind(name.text)) }
  mutating func define(_ name: Name) { rename(name, to: names.define(name.text)) }
  mutating func use(_ name: Name) { rename(name, to: names.variable(name.text)) }

  mutating func call(_ name: Name) {
    calls.append(name.text)
    rename(name, to: names.function(name.text))
  }

  /// Names that are bound in `body` are gone behind it.
  mutating func scoped(_ body: (inout Renaming) -> Void) {
    let outer = names
    body(&self)
    names = outer
  }
}
