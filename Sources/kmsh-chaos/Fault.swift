/// What may happen to an exchange on its way.
enum Fault: String, CaseIterable, Sendable {
  /// Closed before a byte of the request went on.
  case beforeFirst = "before the first byte"
  /// Closed behind some bytes of the request.
  case within = "after byte n"
  /// The whole request went on, and the answer finds nobody.
  case afterLast = "after the last byte"
  /// Closed behind some bytes of the answer.
  case withinAnswer = "during the answer"
  case delay = "delayed"
  /// Closed at both ends at once, with a reset.
  case reset = "closed twice"
  case garbage = "garbage for an answer"
}

/// Numbers that come in the same order for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
