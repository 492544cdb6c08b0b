/// The entries given so far, oldest first, shared with other sessions through a file.
public final class History {
  public private(set) var entries: [String] = []
  private let limit: Int
  private var file: HistoryFile?
  /// How many of the last entries could not be written and live here only.
  private var unsaved = 0

  /// Without a path the history ends with the process.
  public init(path: String?, limit: Int = 10_000) {
    self.limit = max(1, limit)
    file = path.map { HistoryFile(path: $0) }
    reload()
  }

  /// Takes in what other sessions have added.
  public func reload() {
    guard let news = file?.readNews() else { return }
    let mine = Array(entries.suffix(unsaved))
    entries.removeLast(mine.count)
    switch news {
    case .added(let added): entries += added
    case .rewritten(let all): entries = all
    }
    entries += mine
    entries.removeFirst(max(0, entries.count - limit))
  }

  /// Adds an entry; not one that begins with a space, is blank, or repeats the last.
  public func append(_ entry: String) {
    guard Self.remembers(entry), entry != entries.last else { return }
    reload()
    guard entry != entries.last else { return }
    if file?.append(entry, limit: limit) == true {
      reload()
    } else {
      entries.append(entry)
      unsaved += 1
      entries.removeFirst(max(0, entries.count - limit))
    }
  }

  private static func remembers(_ entry: String) -> Bool {
    guard let first = entry.first, first != " ", entry.utf8.count <= 1 << 16 else { return false }
    return entry.contains { !$0.isWhitespace }
  }
}

extension History {
  /// The newest entry before `index` that begins with `prefix`.
  public func index(before index: Int, prefix: String) -> Int? {
    entries.prefix(max(0, index)).lastIndex { $0.begins(with: prefix) }
  }

  /// The oldest entry after `index` that begins with `prefix`.
  public func index(after index: Int, prefix: String) -> Int? {
    entries.dropFirst(max(0, index + 1)).firstIndex { $0.begins(with: prefix) }
  }

  /// The newest entry before `index` that holds `text`.
  public func index(before index: Int, containing text: String) -> Int? {
    entries.prefix(max(0, index)).lastIndex { $0.holds(text) }
  }

  /// The oldest entry after `index` that holds `text`.
  public func index(after index: Int, containing text: String) -> Int? {
    entries.dropFirst(max(0, index + 1)).firstIndex { $0.holds(text) }
  }
}

extension String {
  /// Compared by scalars, as they are typed: a combining mark to come does not hide the letter before it.
  fileprivate func begins(with prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

  fileprivate func holds(_ text: String) -> Bool { text.isEmpty || position(of: text) != nil }

  /// The UTF-8 offset where `text` first occurs.
  func position(of text: String) -> Int? {
    let hay = Array(utf8)
    let needle = Array(text.utf8)
    guard let first = needle.first, hay.count >= needle.count else { return nil }
    return (0...(hay.count - needle.count)).first { hay[$0] == first && hay[$0...].starts(with: needle) }
  }
}
