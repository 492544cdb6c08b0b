/// A search through the history, key by key.
struct HistorySearch {
  enum Step: Equatable {
    case goOn, dead, giveUp
    case accept(Unicode.Scalar?)
  }

  private let history: History
  private(set) var pattern = ""
  private var index: Int?

  init(_ history: History) {
    self.history = history
  }

  /// The entry found, and how many scalars stand before the end of the match.
  var found: (entry: String, cursor: Int)? {
    guard let index, history.entries.indices.contains(index) else { return nil }
    let entry = history.entries[index]
    let end = (entry.position(of: pattern) ?? 0) + pattern.utf8.count
    return (entry, String(decoding: entry.utf8.prefix(end), as: UTF8.self).unicodeScalars.count)
  }

  var prompt: Prompt {
    let isFailing = index == nil && !pattern.isEmpty
    return Prompt(isFailing ? "no entry with " : "search ", style: isFailing ? .red : .dim)
      .appending("'\(pattern)'", style: .bold).appending(": ")
  }

  mutating func take(_ key: UInt32) -> Step {
    switch key {
    case 0x12: return move(to: history.index(before: index ?? history.entries.count, containing: pattern))
    case 0x13: return move(to: index.flatMap { history.index(after: $0, containing: pattern) })
    case 0x03, 0x07: return .giveUp
    case 0x08, 0x7f: return shorten()
    default:
      guard let scalar = Unicode.Scalar(key) else { return .dead }
      return scalar.isControl ? .accept(scalar) : lengthen(scalar)
    }
  }

  private mutating func move(to next: Int?) -> Step {
    guard let next, !pattern.isEmpty else { return .dead }
    index = next
    return .goOn
  }

  private mutating func lengthen(_ scalar: Unicode.Scalar) -> Step {
    let start = pattern.isEmpty ? history.entries.count : index.map { $0 + 1 } ?? 0
    pattern.unicodeScalars.append(scalar)
    index = history.index(before: start, containing: pattern)
    return index == nil ? .dead : .goOn
  }

  private mutating func shorten() -> Step {
    guard !pattern.isEmpty else { return .giveUp }
    pattern.unicodeScalars.removeLast()
    index = pattern.isEmpty ? nil : history.index(before: history.entries.count, containing: pattern)
    return .goOn
  }
}
