/// How far a loop has come.
struct LoopStatus: Equatable {
  var done = 0
  var failed = 0
  var skipped = 0
  var inDoubt = 0
  let total: Int

  /// `420/500 done  3 failed  2 skipped  1m02s left`
  func text(after microseconds: Int64) -> String {
    let counts = [(failed, "failed"), (skipped, "skipped"), (inDoubt, "in doubt")]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return (["\(done)/\(total) done"] + parts + [left(after: microseconds)].compactMap { $0 }).joined(separator: "  ")
  }

  /// As long as the rest takes if it goes on like this; nothing before a second has passed.
  private func left(after microseconds: Int64) -> String? {
    guard done > 0, done < total, microseconds >= 1_000_000 else { return nil }
    let milliseconds = Double(microseconds) / 1000 / Double(done) * Double(total - done)
    guard milliseconds < 1e12 else { return nil }
    return "\(Elapsed(milliseconds: Int64(milliseconds)).inSeconds) left"
  }
}

/// Loops inside loops. The outermost is shown; events do not say whose they are, so while an inner one runs only the
/// outermost's next count is taken for its own.
struct LoopStack {
  private(set) var status: LoopStatus?
  private(set) var began: Int64 = 0
  private var depth = 0

  var isEmpty: Bool { depth == 0 }
  var isOutermost: Bool { depth == 1 }

  mutating func begin(total: Int, at now: Int64) {
    depth += 1
    if depth == 1 { (status, began) = (LoopStatus(total: total), now) }
  }

  mutating func update(_ new: LoopStatus) {
    guard let old = status else { return }
    if depth == 1 || (new.total == old.total && new.done == old.done + 1) { status = new }
  }

  mutating func end() {
    depth = max(0, depth - 1)
    if depth == 0 { status = nil }
  }
}
