/// How often `body` runs in a second, in whole hundreds, after a warm-up of a tenth of the time.
func rate(for seconds: Double, _ body: () -> Int) -> Int {
  var sink = 0
  func count(_ limit: Duration) -> Double {
    let start = ContinuousClock.now
    var runs = 0
    var took = Duration.zero
    while took < limit {
      for _ in 0..<64 { sink &+= body() }
      runs += 64
      took = start.duration(to: .now)
    }
    let parts = took.components
    return Double(runs) / (Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
  }
  _ = count(.seconds(seconds / 10))
  let result = count(.seconds(seconds))
  precondition(sink != 0, "the work was thrown away")
  return Int(result / 100) * 100
}
