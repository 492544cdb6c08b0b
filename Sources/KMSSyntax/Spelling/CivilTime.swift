/// A time as a calendar and a clock show it, in UTC and the Gregorian calendar, for every `Int64` of microseconds.
public struct CivilTime: Hashable, Sendable {
  public let year: Int64
  public let month: Int
  public let day: Int
  public let hour: Int
  public let minute: Int
  public let second: Int
  public let microsecond: Int

  static let microsecondsADay: Int64 = 86_400_000_000

  /// From microseconds since 1970-01-01 00:00:00 UTC.
  public init(microseconds: Int64) {
    let (days, rest) = Self.floorDivide(microseconds, Self.microsecondsADay)
    (year, month, day) = Self.date(ofDay: days)
    let seconds = Int(rest / 1_000_000)
    (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    microsecond = Int(rest % 1_000_000)
  }

  /// Nothing for a date or a clock time that does not exist.
  public init?(
    year: Int64, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0
  ) {
    guard (-290_000...290_000).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, of: year)).contains(day), (0...23).contains(hour), (0...59).contains(minute),
      (0...59).contains(second), (0...999_999).contains(microsecond)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
    (self.hour, self.minute, self.second, self.microsecond) = (hour, minute, second, microsecond)
  }

  /// Microseconds since 1970-01-01 00:00:00 UTC.
  public var microseconds: Int64 {
    let seconds = Int64(hour * 3600 + minute * 60 + second)
    // The first day of the range of Int64 begins before it; its times in range are still exact.
    return Self.day(year: year, month: month, day: day) &* Self.microsecondsADay
      &+ (seconds * 1_000_000 + Int64(microsecond))
  }
}

extension CivilTime: CustomStringConvertible {
  /// `2026-01-31T10:00:00Z`, with the fraction of a second if there is one.
  public var description: String {
    let clock = [hour, minute, second].map { Self.padded(Int64($0), 2) }.joined(separator: ":")
    return "\(date)T\(clock)\(fraction)Z"
  }

  /// `2026-01-31`
  public var date: String { "\(Self.padded(year, 4))-\(Self.padded(Int64(month), 2))-\(Self.padded(Int64(day), 2))" }

  private var fraction: String {
    guard microsecond > 0 else { return "" }
    var digits = Self.padded(Int64(microsecond), 6)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
