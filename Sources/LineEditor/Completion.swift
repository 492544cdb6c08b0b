/// The question Tab asks: the whole entry, earlier lines included, and where the cursor stands in it.
public struct CompletionRequest: Hashable, Sendable {
  public let entry: String
  /// A UTF-8 offset into `entry`.
  public let cursor: Int

  public init(entry: String, cursor: Int) {
    self.entry = entry
    self.cursor = min(max(cursor, 0), entry.utf8.count)
  }

  /// The entry up to the cursor.
  public var text: String { String(decoding: entry.utf8.prefix(cursor), as: UTF8.self) }
}

/// One answer to a `CompletionRequest`.
public struct Completion: Hashable, Sendable {
  /// What replaces the entry from `start` to the cursor.
  public let replacement: String
  /// A UTF-8 offset into the entry.
  public let start: Int
  /// What the list shows.
  public let display: String
  /// One line of help, shown dimmed beside `display`.
  public let note: String
  /// Whether a space follows when this is the only answer.
  public let appendsSpace: Bool

  public init(_ replacement: String, start: Int, display: String? = nil, note: String = "", appendsSpace: Bool = true) {
    self.replacement = replacement
    self.start = start
    self.display = display ?? replacement
    self.note = note
    self.appendsSpace = appendsSpace
  }
}
