/// A moment since 1970-01-01 00:00:00 UTC, as ISO 8601 writes it.
struct Timestamp: Hashable {
  var seconds: Int64
  var microseconds: Int64 = 0
}

extension Timestamp {
  /// In UTC and whole seconds, such as `2026-01-31T10:00:00Z`; nil outside of the years 0 to 9999.
  var rfc3339: String? {
    guard (-62_167_219_200...253_402_300_799).contains(seconds) else { return nil }
    let day = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let second = seconds - day * 86_400
    let date = civilDate(day: day)
    let fields: [(Int64, Int, UInt8)] = [
      (date.year, 4, 0x2D), (date.month, 2, 0x2D), (date.day, 2, 0x54),
      (second / 3600, 2, 0x3A), (second / 60 % 60, 2, 0x3A), (second % 60, 2, 0x5A),
    ]
    var out: [UInt8] = []
    for (number, width, separator) in fields {
      appendDecimal(number, width: width, to: &out)
      out.append(separator)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Reads a date and maybe a time, a fraction and an offset; UTC where no offset stands.
  init?(iso8601 text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
      let day = reader.number(2), (1...12).contains(month), (1...daysInMonth(month, of: year)).contains(day)
    else { return nil }
    seconds = dayNumber(year: year, month: month, day: day) * 86_400
    if reader.isAtEnd { return }
    guard reader.take("T") || reader.take("t") || reader.take(" "), let time = reader.timeOfDay() else { return nil }
    microseconds = reader.fraction()
    guard let zone = reader.zone(), reader.isAtEnd else { return nil }
    seconds += time - zone
  }
}

private func appendDecimal(_ number: Int64, width: Int, to out: inout [UInt8]) {
  var divisor: Int64 = 1
  for _ in 1..<width { divisor *= 10 }
  while divisor > 0 {
    out.append(0x30 &+ UInt8(truncatingIfNeeded: number / divisor % 10))
    divisor /= 10
  }
}

private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let byte = rest.first, UInt32(byte) == character.value else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(_ digits: Int) -> Int64? {
    var number: Int64 = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      number = number * 10 + digit
    }
    return number
  }

  private mutating func digit() -> Int64? {
    guard let byte = rest.first, (0x30...0x39).contains(byte) else { return nil }
    rest.removeFirst()
    return Int64(byte - 0x30)
  }

  /// Seconds; the sixtieth of a leap second counts as the next minute's first.
  mutating func timeOfDay() -> Int64? {
    guard let hour = number(2), hour <= 23, take(":"), let minute = number(2), minute <= 59 else { return nil }
    guard take(":") else { return hour * 3600 + minute * 60 }
    guard let second = number(2), second <= 60 else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// Microseconds; finer digits are dropped.
  mutating func fraction() -> Int64 {
    guard take(".") || take(",") else { return 0 }
    var microseconds: Int64 = 0
    var unit: Int64 = 100_000
    while let digit = digit() {
      microseconds += digit * unit
      unit /= 10
    }
    return microseconds
  }

  /// Seconds east of UTC.
  mutating func zone() -> Int64? {
    if isAtEnd || take("Z") || take("z") { return 0 }
    let sign: Int64 = take("-") ? -1 : 1
    guard sign < 0 || take("+"), let hours = number(2), hours <= 23 else { return nil }
    if isAtEnd { return sign * hours * 3600 }
    _ = take(":")
    guard let minutes = number(2), minutes <= 59 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
