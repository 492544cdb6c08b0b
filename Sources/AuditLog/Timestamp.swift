import Glibc

/// A moment in UTC, to the microsecond; written `2026-01-31T10:00:00.000000Z`, so that text sorts by time.
public struct Timestamp: Hashable, Comparable, Sendable {
  public let microseconds: Int64

  /// - Parameter microseconds: Since 1970-01-01T00:00:00Z.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  public static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_nsec) / 1000)
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

  public func seconds(since earlier: Timestamp) -> Int64 {
    microseconds.subtractingReportingOverflow(earlier.microseconds).partialValue / 1_000_000
  }
}

extension Timestamp: CustomStringConvertible {
  public var description: String {
    let (days, rest) = Self.divide(microseconds, by: 86_400_000_000)
    let (year, month, day) = Self.date(days: days)
    let second = rest / 1_000_000
    var text: [UInt8] = []
    text.reserveCapacity(27)
    Self.write(year, 4, "-", to: &text)
    Self.write(month, 2, "-", to: &text)
    Self.write(day, 2, "T", to: &text)
    Self.write(second / 3600, 2, ":", to: &text)
    Self.write(second / 60 % 60, 2, ":", to: &text)
    Self.write(second % 60, 2, ".", to: &text)
    Self.write(rest % 1_000_000, 6, "Z", to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads what `description` writes, and nothing else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 27 else { return nil }
    func number(_ range: Range<Int>) -> Int64 { bytes[range].reduce(0) { $0 &* 10 &+ Int64($1 &- 48) } }
    let days = Self.days(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    let seconds = number(11..<13) &* 3600 &+ number(14..<16) &* 60 &+ number(17..<19)
    self.init(microseconds: days &* 86_400_000_000 &+ seconds &* 1_000_000 &+ number(20..<26))
    guard description == text else { return nil }
  }

  private static func write(_ number: Int64, _ width: Int, _ end: Unicode.Scalar, to text: inout [UInt8]) {
    let digits = String(number).utf8
    for _ in 0..<max(0, width - digits.count) { text.append(UInt8(ascii: "0")) }
    text.append(contentsOf: digits)
    text.append(UInt8(ascii: end))
  }

  private static func divide(_ number: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  // The proleptic Gregorian calendar, in years that begin in March: the leap day comes last and the months
  // follow a formula.

  private static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = divide(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let (era, yearOfEra) = divide(month <= 2 ? year - 1 : year, by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
