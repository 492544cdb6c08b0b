/// A stretch of time as a person says it: `12ms`, `3.2s`, `1m02s`, `2h05m`.
struct Elapsed: CustomStringConvertible {
  let milliseconds: Int64

  init(milliseconds: Int64) { self.milliseconds = max(0, milliseconds) }

  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self.init(milliseconds: seconds &* 1000 &+ attoseconds / 1_000_000_000_000_000)
  }

  var description: String {
    let seconds = milliseconds / 1000
    switch milliseconds {
    case ..<1000: return "\(milliseconds)ms"
    case ..<60_000: return "\(seconds).\(milliseconds % 1000 / 100)s"
    case ..<3_600_000: return "\(seconds / 60)m\(Self.two(seconds % 60))s"
    default: return "\(seconds / 3600)h\(Self.two(seconds / 60 % 60))m"
    }
  }

  /// Rounded up: `12s`, `1m02s`.
  var inSeconds: String {
    let seconds = milliseconds / 1000 + (milliseconds % 1000 > 0 ? 1 : 0)
    return seconds < 60 ? "\(seconds)s" : Elapsed(milliseconds: seconds &* 1000).description
  }

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
