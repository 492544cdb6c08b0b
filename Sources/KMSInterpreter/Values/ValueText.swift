import KMSSyntax

/// How a value reads in an interpolation and in a cell.
public enum ValueText {
  public static func text(_ value: Value) -> String {
    switch value {
    case .none: "none"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .text(let text), .enumeration(let text), .id(let text), .path(let text): text
    case .bytes(let bytes): hex(bytes)
    case .duration(let milliseconds): duration(milliseconds)
    case .time(let microseconds): CivilTime(microseconds: microseconds).description
    case .size(let bytes): Literal.size(bytes).spelling
    case .percent(let value): "\(value)%"
    case .list(let values): values.map(text).joined(separator: ", ")
    case .record(let record): record.fields.map { "\($0.name): \(text($0.value))" }.joined(separator: ", ")
    case .object(let object): object.id
    case .table, .secret: ValueSpelling.text(value)
    case .error(let error): error.message
    }
  }

  /// Lower case.
  public static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  private static let units: [(milliseconds: Int64, name: String)] = [
    (86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s"), (1, "ms"),
  ]

  /// The two largest units: `90d`, `5d 3h`, `1s 250ms`.
  public static func duration(_ milliseconds: Int64) -> String {
    var rest = milliseconds.magnitude
    var parts: [String] = []
    for unit in units where parts.count < 2 {
      let count = rest / unit.milliseconds.magnitude
      rest %= unit.milliseconds.magnitude
      if count > 0 { parts.append("\(count)\(unit.name)") } else if !parts.isEmpty { break }
    }
    return parts.isEmpty ? "0s" : (milliseconds < 0 ? "-" : "") + parts.joined(separator: " ")
  }
}
