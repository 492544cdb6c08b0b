/// A session's name: a UUID of version 7, so that names sort by the time the sessions began.
public struct SessionID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let description: String

  public init(at time: Timestamp = .now) {
    var generator = SystemRandomNumberGenerator()
    self.init(at: time, using: &generator)
  }

  public init(at time: Timestamp, using generator: inout some RandomNumberGenerator) {
    let milliseconds = UInt64(clamping: time.microseconds / 1000) << 16
    let high = milliseconds | 0x7000 | UInt64.random(in: 0...0xFFF, using: &generator)
    let low = UInt64.random(in: 0...UInt64.max >> 2, using: &generator) | 1 << 63
    description = Self.text(Self.bytes(high) + Self.bytes(low))
  }

  /// Reads a UUID in either case.
  public init?(_ text: String) {
    let lower = text.lowercased()
    let digits = lower.filter { $0 != "-" }
    guard let bytes = Hexadecimal.bytes(digits), bytes.count == 16, Self.text(bytes) == lower else { return nil }
    description = lower
  }

  /// The part that tells sessions apart unless two began in the same millisecond.
  public var short: String { String(description.prefix(13)) }

  public static func < (left: SessionID, right: SessionID) -> Bool { left.description < right.description }

  /// The form in which a typed prefix, with or without its hyphens, begins a session's name.
  static func prefix(_ typed: String) -> String? {
    let digits = typed.lowercased().filter { $0 != "-" }
    guard !digits.isEmpty, digits.utf8.count <= 32 else { return nil }
    guard digits.utf8.allSatisfy({ Hexadecimal.value($0) != nil }) else { return nil }
    return hyphenated(digits)
  }

  private static func text(_ bytes: [UInt8]) -> String { hyphenated(Hexadecimal.text(bytes)) }

  private static func hyphenated(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text.append("-") }
      text.append(digit)
    }
    return text
  }

  private static func bytes(_ word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
  }
}
