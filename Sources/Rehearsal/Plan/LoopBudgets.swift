/// When loops stop for failures.
enum LoopBudgets {
  /// Such as `stops at the 6th failure`; each phrase once.
  static func words(_ budgets: [Int]) -> [String] {
    var words: [String] = []
    for budget in budgets {
      let word = "stops at the \(ordinal(budget.addingReportingOverflow(1).partialValue)) failure"
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  private static func ordinal(_ number: Int) -> String {
    let ending =
      switch (number % 10, number % 100) {
      case (_, 11...13): "th"
      case (1, _): "st"
      case (2, _): "nd"
      case (3, _): "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }
}
