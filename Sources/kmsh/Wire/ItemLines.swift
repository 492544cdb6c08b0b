import KMIP
import KMSShell
import KMSSyntax
import LineEditor
import TTLV

/// Messages as lines for people; offsets go on from one message to the next.
struct ItemLines {
  let isRevealed: Bool
  let isFull: Bool
  private let style: Style
  private var offset = 0
  private let vocabulary = ItemNotation.vocabulary

  init(isRevealed: Bool, isFull: Bool, color: Bool) {
    self.isRevealed = isRevealed
    self.isFull = isFull
    style = Style(color: color)
  }

  static var colorsOutput: Bool { Terminal.supportsColor(1, environment: ProcessEnvironment().variables) }

  private struct Line {
    var offset: Int
    var name: String
    var tag: Tag
    var type: ItemType
    var length = 0
    var value: Value
  }

  private enum Value {
    case shown(String)
    case hidden(Int)
  }

  mutating func text(_ item: Item) -> String {
    let separator = offset == 0 ? "" : "\n"
    var lines: [Line] = []
    offset += append(item, after: [], at: offset, depth: 0, .open, to: &lines)
    let offsets = lines.map { String($0.offset).count }.max() ?? 0
    let names = lines.map(\.name.count).max() ?? 0
    return separator + lines.map { text($0, offsets: offsets, names: names) + "\n" }.joined()
  }

  /// Answers the size of the item, its header and padding included.
  private func append(
    _ item: Item, after siblings: ArraySlice<Item>, at start: Int, depth: Int, _ secrecy: Secrecy,
    to lines: inout [Line]
  ) -> Int {
    let name = String(repeating: " ", count: 2 * depth) + (vocabulary.name(of: item.tag) ?? "(extension)")
    let index = lines.count
    lines.append(
      Line(
        offset: start, name: name, tag: item.tag, type: item.value.type,
        value: value(of: item, after: siblings, secrecy)))
    guard case .structure(let children) = item.value else {
      let bytes = item.encoded()
      lines[index].length = bytes[4..<8].reduce(0) { $0 << 8 | Int($1) }
      return bytes.count
    }
    var size = 8
    for (position, child) in children.enumerated() {
      size += append(
        child, after: children[..<position], at: start + size, depth: depth + 1, secrecy.inside(item.tag), to: &lines)
    }
    lines[index].length = size - 8
    return size
  }

  private func value(of item: Item, after siblings: ArraySlice<Item>, _ secrecy: Secrecy) -> Value {
    if !isRevealed, let count = item.secretByteCount(secrecy) { return .hidden(count) }
    let text = item.value.text(
      subject: vocabulary.subject(of: item.tag, after: siblings), vocabulary: vocabulary)
    switch item.value {
    case .enumeration(let code) where !text.hasPrefix("0x"): return .shown("\(text) (0x\(String(code, radix: 16)))")
    case .integer(let number) where text != String(number): return .shown("\(text) (\(number))")
    case .textString: return .shown("\"\(Display.safe(shortened(text)))\"")
    case .interval: return .shown(text + " s")
    default: return .shown(shortened(text))
    }
  }

  private func shortened(_ text: String) -> String {
    guard !isFull, text.utf8.count > 128, text.count > 128 else { return text }
    return text.prefix(128) + "…"
  }

  private func text(_ line: Line, offsets: Int, names: Int) -> String {
    let offset = String(line.offset)
    let type = line.type.name.padded(to: 16)
    let value =
      switch line.value {
      case .shown(let text): text
      case .hidden(let count): style.red("‹\(count) \(count == 1 ? "byte" : "bytes") hidden›")
      }
    let columns = [
      style.dim(String(repeating: " ", count: offsets - offset.count) + offset),
      style.bold(line.name) + String(repeating: " ", count: names - line.name.count),
      style.dim(String(line.tag.hexadecimal.dropFirst(2))), style.cyan(type),
      String(line.length).padded(to: 5), value,
    ]
    let text = columns.joined(separator: "  ")
    return String(text.reversed().drop { $0 == " " }.reversed())
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
