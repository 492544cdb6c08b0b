/// How long a client waits, and the clock and chance that it goes by.
public struct Timing: Sendable {
  /// For one request with all its attempts.
  public var deadline: Duration = .seconds(30)
  public var attempts = 3
  /// For an answer that the server puts off.
  public var pendingDeadline: Duration = .seconds(600)
  /// At most, between two questions whether it is there.
  public var longestPause: Duration = .seconds(5)
  public var firstPause: Duration = .milliseconds(250)

  public var now: @Sendable () -> ContinuousClock.Instant = { .now }
  /// Waits between two attempts.
  public var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  /// Returns when a deadline that far away has come.
  public var expire: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  /// A number from 0 up to 1.
  public var chance: @Sendable () -> Double = { Double.random(in: 0..<1) }

  public init() {}

  /// Doubles with each attempt, and grows by up to half, lest many clients come back at the same moment.
  func pause(after attempt: Int) -> Duration {
    firstPause * (1 << min(max(attempt - 1, 0), 16)) * (1 + chance() / 2)
  }
}
