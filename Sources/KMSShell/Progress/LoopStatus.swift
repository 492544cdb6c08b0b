import KMSInterpreter

/// The outermost loop that runs, and how far it has come. Loops inside it are not shown.
struct LoopStatus {
  let loop: Progress.Loop
  let began: Int64
  private(set) var count: Progress.Count

  init(_ loop: Progress.Loop, total: Int, at now: Int64) {
    (self.loop, began, count) = (loop, now, Progress.Count(total: total))
  }

  mutating func update(_ loop: Progress.Loop, _ new: Progress.Count) {
    if loop == self.loop { count = new }
  }

  /// `420/500 done  3 failed  2 skipped  80 left  7.0/s  12s to go`
  func text(at now: Int64) -> String {
    let counts = [
      (count.failed, "failed"), (count.skipped, "skipped"), (count.inDoubt, "in doubt"),
      (count.total - count.done, "left"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return (["\(count.done)/\(count.total) done"] + parts + pace(after: now &- began)).joined(separator: "  ")
  }

  /// Rate and remaining time, as if the rest goes on like this; nothing before a second has passed.
  private func pace(after microseconds: Int64) -> [String] {
    guard count.done > 0, count.done < count.total, microseconds >= 1_000_000 else { return [] }
    let milliseconds = Double(microseconds) / 1000 / Double(count.done) * Double(count.total - count.done)
    let rate = Rate(perSecond: Double(count.done) / Double(microseconds) * 1_000_000)
    guard milliseconds < 1e12 else { return ["\(rate)"] }
    return ["\(rate)", "\(Elapsed(milliseconds: Int64(milliseconds)).inSeconds) to go"]
  }
}

/// `12/s`, `1.5/s`, `40/min`, `3/h`
struct Rate: CustomStringConvertible {
  let perSecond: Double

  var description: String {
    switch perSecond {
    case 9.95...: return "\(Self.whole(perSecond))/s"
    case 1...:
      let tenths = Self.whole(perSecond * 10)
      return "\(tenths / 10).\(tenths % 10)/s"
    case (1 / 60)..<1: return "\(Self.whole(perSecond * 60))/min"
    default: return "\(Self.whole(perSecond * 3600))/h"
    }
  }

  private static func whole(_ number: Double) -> Int64 { Int64(min(max(0, number.rounded()), 1e15)) }
}
