import AuditLog

/// Numbers and times as a reader wants them.
enum Spelling {
  static func duration(_ microseconds: Int64) -> String {
    switch microseconds {
    case ..<0: "-" + duration(0 &- max(microseconds, -.max))
    case ..<1000: "\(microseconds) µs"
    case ..<10_000: "\(microseconds / 1000).\(microseconds / 100 % 10) ms"
    case ..<1_000_000: "\(microseconds / 1000) ms"
    case ..<60_000_000: "\(microseconds / 1_000_000).\(microseconds / 100_000 % 10) s"
    case ..<3_600_000_000: "\(microseconds / 60_000_000) min \(microseconds / 1_000_000 % 60) s"
    case ..<86_400_000_000: "\(microseconds / 3_600_000_000) h \(microseconds / 60_000_000 % 60) min"
    default: "\(microseconds / 86_400_000_000) d \(microseconds / 3_600_000_000 % 24) h"
    }
  }

  /// `2026-01-31 10:00:00.000`
  static func time(_ time: Timestamp) -> String {
    String(time.description.dropLast(4)).replacing("T", with: " ")
  }

  /// Seconds with six decimals, as JUnit has them.
  static func seconds(_ microseconds: Int64) -> String {
    let whole = max(0, microseconds)
    let digits = String(whole % 1_000_000)
    return "\(whole / 1_000_000).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
  }

  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
  }

  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    let groups = stride(from: digits.count, to: 0, by: -3).reversed().map { String(digits[max(0, $0 - 3)..<$0]) }
    return (number < 0 ? "-" : "") + groups.joined(separator: ",")
  }
}
