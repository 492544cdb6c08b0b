import KMSSyntax

extension Wait {
  static let optionNames = ["timeout", "every"]
  /// Milliseconds.
  static let defaults: [String: Int64] = ["timeout": 300_000, "every": 2000]
}

extension Execution {
  /// Asks until the condition holds or the time is up.
  func wait(_ wait: Wait, at span: Span, in frame: Frame) async throws {
    let timeout = try await milliseconds("timeout", of: wait, in: frame)
    let pause = try await milliseconds("every", of: wait, in: frame)
    let words = "wait until \(wait.condition.span.words)"
    let count = frame.strand.count
    let start = interpreter.clock()
    while true {
      try Task.checkCancellation()
      let claim = try await condition(wait.condition, in: frame)
      if claim.holds { return try await note(words, kind: .check, at: span, in: frame) }
      let left = timeout - max(0, interpreter.clock() &- start) / 1000
      guard left > 0 else {
        frame.strand.forget(after: count)
        throw try await overdue(wait, timeout, finding: claim.finding, words, at: span, in: frame)
      }
      try await interpreter.sleep(.milliseconds(min(pause, left)))
    }
  }

  private func overdue(
    _ wait: Wait, _ timeout: Int64, finding: String?, _ words: String, at span: Span, in frame: Frame
  ) async throws -> Failure {
    let condition = wait.condition
    let message = "after \(Literal.duration(timeout).spelling) it still does not hold that \(condition.span.words)"
    try await note(words, .failed, kind: .check, message: finding ?? message, at: span, in: frame)
    return .evaluation(.timedOut, message, at: condition.span, label: finding)
  }

  private func milliseconds(_ name: String, of wait: Wait, in frame: Frame) async throws -> Int64 {
    guard let option = wait.options.first(where: { $0.name?.text == name }) else { return Wait.defaults[name] ?? 0 }
    guard case .duration(let limit) = try await value(of: option.value, in: frame), limit > 0 else {
      throw Failure.evaluation(.typeMismatch, "'\(name)' takes a duration, such as 30s", at: option.value.span)
    }
    return limit
  }
}
