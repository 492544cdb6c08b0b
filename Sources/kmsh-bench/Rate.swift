import Foundation

/// How often `body` runs in a second of the processor's time, in whole hundreds, after a warm-up of a tenth of the time.
///
/// What else the machine does takes nothing of that time.
func rate(for seconds: Double, _ body: () -> Int) -> Int {
  var sink = 0
  func count(_ limit: Double) -> Double {
    let start = processorTime()
    var runs = 0
    var took = 0.0
    while took < limit {
      for _ in 0..<64 { sink &+= body() }
      runs += 64
      took = processorTime() - start
    }
    return Double(runs) / took
  }
  _ = count(seconds / 10)
  let result = count(seconds)
  precondition(sink != 0, "the work was thrown away")
  return Int(result / 100) * 100
}

/// Seconds that this process has had of the processor.
private func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
