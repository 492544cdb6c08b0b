extension Literal {
  /// The literal as it is written in a script.
  public var spelling: String {
    switch self {
    case .none: "none"
    case .bool(let value): String(value)
    case .int(let value): String(value)
    case .text(let value): Unparser.quote(value)
    case .bytes(let value): Unparser.hex(value)
    case .duration(let milliseconds): Self.spelling(milliseconds, in: Unit.durations)
    case .time(let microseconds): CivilTime(microseconds: microseconds).description
    case .now: "now"
    case .today: "today"
    case .size(let bytes): Self.spelling(bytes, in: Unit.sizes)
    case .percent(let value): "\(value)%"
    }
  }

  /// In the largest unit that leaves no rest.
  private static func spelling(_ value: Int64, in units: [Unit]) -> String {
    let unit = value == 0 ? units.first { $0.isBase } : units.last { value % $0.factor == 0 }
    guard let unit else { return String(value) }
    return "\(value / unit.factor)\(unit.name)"
  }
}

/// A suffix of a number.
struct Unit {
  let name: String
  let factor: Int64
  /// Zero is written in it.
  var isBase = false

  /// In milliseconds, smallest first.
  static let durations = [
    Unit(name: "ms", factor: 1), Unit(name: "s", factor: 1000, isBase: true), Unit(name: "m", factor: 60_000),
    Unit(name: "h", factor: 3_600_000), Unit(name: "d", factor: 86_400_000), Unit(name: "w", factor: 604_800_000),
    Unit(name: "y", factor: 31_536_000_000),
  ]

  /// In bytes, smallest first.
  static let sizes = [
    Unit(name: "B", factor: 1, isBase: true), Unit(name: "KiB", factor: 1 << 10), Unit(name: "MiB", factor: 1 << 20),
    Unit(name: "GiB", factor: 1 << 30), Unit(name: "TiB", factor: 1 << 40),
  ]
}
