/// Tells numbers, durations, sizes, percents and times from words.
enum NumberReader {
  enum Reading: Equatable {
    case literal(Literal)
    case word
    /// Has the form of a literal and is none.
    case invalid(DiagnosticCode, String, hint: String?)
  }

  static func read(_ bytes: [UInt8]) -> Reading {
    let isNegative = bytes.first == .dash
    let digits = bytes.dropFirst(isNegative ? 1 : 0)
    guard digits.first?.isDigit == true else { return .word }
    if !isNegative, TimeReader.isDate(bytes) { return TimeReader.read(bytes) }
    if digits.starts(with: [UInt8(ascii: "0"), UInt8(ascii: "x")]) {
      return read(digits.dropFirst(2), radix: 16, isNegative: isNegative, factor: 1) { .int($0) }
    }
    let end = digits.firstIndex { !$0.isDigit && $0 != .underscore } ?? digits.endIndex
    guard let (factor, make) = unit(String(decoding: digits[end...], as: UTF8.self)) else { return .word }
    return read(digits[..<end], radix: 10, isNegative: isNegative, factor: factor, make: make)
  }

  private static func unit(_ suffix: String) -> (factor: Int64, make: (Int64) -> Literal)? {
    if suffix.isEmpty { return (1, { .int($0) }) }
    if suffix == "%" { return (1, { .percent($0) }) }
    if let unit = Unit.durations.first(where: { $0.name == suffix }) { return (unit.factor, { .duration($0) }) }
    if let unit = Unit.sizes.first(where: { $0.name == suffix }) { return (unit.factor, { .size($0) }) }
    return nil
  }

  private static func read(
    _ digits: ArraySlice<UInt8>, radix: Int64, isNegative: Bool, factor: Int64, make: (Int64) -> Literal
  ) -> Reading {
    guard isWellFormed(digits, radix: radix) else { return .word }
    // Counted downwards, for the least number has no positive twin.
    var value: Int64 = 0
    var overflows = false
    for digit in digits where digit != .underscore {
      let (shifted, first) = value.multipliedReportingOverflow(by: radix)
      let (next, second) = shifted.subtractingReportingOverflow(Int64(digit.hexDigit ?? 0))
      overflows = overflows || first || second
      value = next
    }
    let (scaled, third) = value.multipliedReportingOverflow(by: isNegative ? factor : -factor)
    guard !overflows, !third else {
      return .invalid(.numberTooLarge, "a number beyond 64 bits", hint: "quote it if it is an id")
    }
    return .literal(make(scaled))
  }

  private static func isWellFormed(_ digits: ArraySlice<UInt8>, radix: Int64) -> Bool {
    guard let first = digits.first, let last = digits.last, first != .underscore, last != .underscore else {
      return false
    }
    return digits.allSatisfy { $0 == .underscore || ($0.hexDigit.map { Int64($0) < radix } ?? false) }
  }
}
