import KMSSyntax

/// What stands between a loop's list and its body.
struct LoopOptions: Sendable {
  static let widths: ClosedRange<Int64> = 1...64
  static let names = ["parallel", "canary", "budget", "retry", "timeout"]

  var parallel = 1
  /// Sizes of the stages that run before the rest.
  var canary: [Int] = []
  /// How many items may fail; nothing where none is named.
  var budget: Int?
  /// How often an item that failed is begun again.
  var retry = 0
  /// Milliseconds for each item.
  var timeout: Int64?

  /// How many items may be launched once `ended` have ended cleanly.
  func limit(after ended: Int, of total: Int) -> Int {
    var end = 0
    for stage in canary {
      end = min(total, end + stage)
      if ended < end { return end }
    }
    return total
  }

  /// Where the stages of the canary and the rest end.
  func stages(of total: Int) -> [Int] {
    var ends: [Int] = []
    for stage in canary where (ends.last ?? 0) < total { ends.append(min(total, (ends.last ?? 0) + stage)) }
    return ends.last == total ? ends : ends + [total]
  }

  /// Whether item number `index`, from 0, belongs to a stage of the canary.
  func isCanary(_ index: Int) -> Bool { index < canary.reduce(0, +) }

  /// As it stands on record.
  var text: String {
    var parts: [String] = []
    if parallel > 1 { parts.append("parallel=\(parallel)") }
    if !canary.isEmpty { parts.append("canary=[\(canary.map(String.init).joined(separator: ", "))]") }
    if let budget { parts.append("budget=\(budget)") }
    if retry > 0 { parts.append("retry=\(retry)") }
    if let timeout { parts.append("timeout=\(Literal.duration(timeout).spelling)") }
    return parts.map { " " + $0 }.joined()
  }
}

extension Execution {
  /// - Parameter count: Of the list, for a budget in percent.
  func options(of loop: Loop, count: Int, in frame: Frame) async throws -> LoopOptions {
    var options = LoopOptions()
    for option in loop.options {
      let value = try await value(of: option.value, in: frame)
      let wrong = Failure.evaluation(
        .typeMismatch,
        "'\(option.name?.text ?? "")' takes \(LoopOptions.wish(option.name?.text)), found \(value.phrase)",
        at: option.value.span)
      switch (option.name?.text, value) {
      case ("parallel", .int(let width)) where LoopOptions.widths.contains(width): options.parallel = Int(width)
      case ("canary", .int), ("canary", .list):
        options.canary = try (value.elements ?? [value]).map { stage in
          guard case .int(let size) = stage, size > 0, size <= 1_000_000 else { throw wrong }
          return Int(size)
        }
      case ("budget", .int(let number)) where number >= 0: options.budget = Int(clamping: number)
      case ("budget", .percent(let percent)) where (0...100).contains(percent):
        options.budget = Int(Int64(count).multipliedFullWidth(by: percent).low / 100)
      case ("retry", .int(let number)) where (0...100).contains(number): options.retry = Int(number)
      case ("timeout", .duration(let limit)) where limit > 0: options.timeout = limit
      case ("timeout", .none): break
      default: throw wrong
      }
    }
    return options
  }
}

extension LoopOptions {
  /// What the option takes, for messages.
  static func wish(_ name: String?) -> String {
    switch name {
    case "parallel": "a number from 1 to 64"
    case "canary": "a list of numbers, such as [1, 10]"
    case "budget": "a number of items or a percentage, such as 5 or 1%"
    case "retry": "a number from 0 to 100"
    default: "a duration, such as 30s"
    }
  }

  static func type(of name: String) -> ValueType {
    switch name {
    case "canary": .list(of: .int)
    case "budget": .either([.int, .percent])
    case "timeout": .duration
    default: .int
    }
  }
}
