/// `2026-01-31`, `2026-01-31T10:00Z`, `2026-01-31T10:00:30.5+02:00`
enum TimeReader {
  /// Whether it begins with four, two and two digits and goes on, if at all, with `T`.
  static func isDate(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 10, bytes.count == 10 || bytes[10] == UInt8(ascii: "T") else { return false }
    return bytes.prefix(10).enumerated().allSatisfy { index, byte in
      index == 4 || index == 7 ? byte == .dash : byte.isDigit
    }
  }

  static func read(_ bytes: [UInt8]) -> NumberReader.Reading {
    let year = Int64(number(bytes[0..<4]))
    let (month, day) = (number(bytes[5..<7]), number(bytes[8..<10]))
    guard let date = CivilTime(year: year, month: month, day: day) else {
      return .invalid(.invalidTime, "there is no such day", hint: nil)
    }
    guard bytes.count > 10 else { return .literal(.time(date.microseconds)) }
    return clock(bytes[11...], on: date)
  }

  private static func clock(_ bytes: ArraySlice<UInt8>, on date: CivilTime) -> NumberReader.Reading {
    let zone = bytes.firstIndex { $0 == UInt8(ascii: "Z") || $0 == UInt8(ascii: "+") || $0 == .dash }
    guard let zone else {
      return .invalid(
        .invalidTime, "a clock time names its offset", hint: "write \(date.date)T10:00Z or \(date.date)T10:00+02:00")
    }
    guard let time = time(bytes[..<zone], on: date), let offset = offset(bytes[zone...]) else {
      return .invalid(.invalidTime, "there is no such time", hint: "write \(date.date)T10:00Z")
    }
    return .literal(.time(time.microseconds - Int64(offset) * 60_000_000))
  }

  private static func time(_ bytes: ArraySlice<UInt8>, on date: CivilTime) -> CivilTime? {
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let hour = pair(parts[0]), let minute = pair(parts[1]) else {
      return nil
    }
    guard let (second, micro) = parts.count == 3 ? seconds(parts[2]) : (0, 0) else { return nil }
    return CivilTime(
      year: date.year, month: date.month, day: date.day, hour: hour, minute: minute, second: second, microsecond: micro)
  }

  private static func seconds(_ bytes: ArraySlice<UInt8>) -> (Int, Int)? {
    let parts = bytes.split(separator: .dot, omittingEmptySubsequences: false)
    guard parts.count <= 2, let second = parts.first.flatMap(pair) else { return nil }
    guard parts.count == 2 else { return (second, 0) }
    guard (1...6).contains(parts[1].count), parts[1].allSatisfy(\.isDigit) else { return nil }
    let padding = [UInt8](repeating: UInt8(ascii: "0"), count: 6 - parts[1].count)
    return (second, number((parts[1] + padding)[...]))
  }

  /// Minutes east of UTC.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.elementsEqual([UInt8(ascii: "Z")]) { return 0 }
    let parts = bytes.dropFirst().split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, let hours = pair(parts[0]), let minutes = pair(parts[1]), hours < 24, minutes < 60 else {
      return nil
    }
    return (bytes.first == .dash ? -1 : 1) * (hours * 60 + minutes)
  }

  private static func pair(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.count == 2 && bytes.allSatisfy(\.isDigit) ? number(bytes) : nil
  }

  /// At most six digits.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 & 0x0f) }
  }
}
