/// A loop as it began: its list is frozen.
public struct LoopRecord: Sendable {
  public let items: [Value]
  public let parallel: Int
  /// How many items may fail.
  public let budget: Int

  public init(items: [Value], parallel: Int, budget: Int) {
    self.items = items
    self.parallel = parallel
    self.budget = budget
  }

  /// A short name for each item.
  public var labels: [String] { items.map(Self.label) }

  /// The identifier where there is one, else the beginning of the value as it would be typed.
  public static func label(_ value: Value) -> String {
    switch value {
    case .object(let object): object.id
    case .id(let text), .text(let text), .path(let text): shortened(text)
    case .record(let record):
      (record["id"] ?? record.fields.first?.value).map(label) ?? "{}"
    default: shortened(ValueSpelling.text(value))
    }
  }

  private static func shortened(_ text: String) -> String {
    text.count > 80 ? text.prefix(79) + "…" : text
  }
}

/// What became of an item of a loop.
public struct ItemRecord: Sendable {
  public enum End: Sendable {
    case done(Value)
    case skipped(String)
    case failed(Failure)

    var isFailed: Bool { if case .failed = self { true } else { false } }
  }

  /// The key of the loop.
  public let loop: String
  /// From 0.
  public let index: Int
  public let label: String
  public let end: End
  /// Milliseconds.
  public let took: Int64
  /// What `check` found in it, in loops inside it, too: the run ends non-zero whatever became of the item.
  public let failedChecks: [String]

  public init(
    loop: String, index: Int, label: String, end: End, took: Int64, failedChecks: [String] = []
  ) {
    self.loop = loop
    self.index = index
    self.label = label
    self.end = end
    self.took = took
    self.failedChecks = failedChecks
  }

  /// `done`, `skipped`, `failed` or `in-doubt`.
  public var outcome: String {
    switch end {
    case .done: "done"
    case .skipped: "skipped"
    case .failed: isInDoubt ? "in-doubt" : "failed"
    }
  }

  /// What was interrupted is not over: it is to be taken up again.
  var isOnRecord: Bool {
    guard case .failed(let failure) = end else { return true }
    return failure.kind != .audit && failure.kind != .cancelled
  }

  var isInDoubt: Bool { if case .failed(let failure) = end { failure.kind == .inDoubt } else { false } }
}

/// Hands out the items of a loop that several runners share.
public protocol LoopShare: Sendable {
  /// The next item for this runner, from 0; nothing where none of the first `limit` is to be had.
  func claim(below limit: Int) async throws -> Int?
  /// An item that this runner has taken came to its end and is on record.
  func finish(_ item: ItemRecord) async throws
  /// What became in the meantime of items that others took. It may be told late.
  func news() async throws -> [ItemRecord]
  /// Whether others are at work on some of the first `limit`, and may yet leave one behind: after a moment, it can be
  /// asked for.
  func isAwaited(below limit: Int) async throws -> Bool
  /// What became of those of the first `limit` items that others took, once all are through or the others have
  /// stopped.
  func others(below limit: Int) async throws -> [ItemRecord]
}
