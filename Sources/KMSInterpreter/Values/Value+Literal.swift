import KMSSyntax

extension Value {
  /// The value of a literal that does not depend on the time.
  init?(_ literal: Literal) {
    switch literal {
    case .none: self = .none
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .text(let value): self = .text(value)
    case .bytes(let value): self = .bytes(value)
    case .duration(let value): self = .duration(value)
    case .time(let value): self = .time(value)
    case .size(let value): self = .size(value)
    case .percent(let value): self = .percent(value)
    case .now, .today: return nil
    }
  }
}

extension Int64 {
  /// Midnight in UTC of a time in microseconds.
  var startOfDay: Int64 {
    let time = CivilTime(microseconds: self)
    return CivilTime(year: time.year, month: time.month, day: time.day)?.microseconds ?? self
  }
}
