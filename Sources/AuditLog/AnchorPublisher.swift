import Synchronization

/// Hands checkpoints to anchors, each at its own pace: nobody waits for one but `finish`, and that for a moment.
public final class AnchorPublisher: Sendable {
  private let lines: [AnchorLine]
  private let patience: Duration

  /// - Parameter patience: How long an anchor may take for a checkpoint.
  /// - Parameter report: Told of each anchor's first failure.
  public init(
    _ anchors: [any Anchor], patience: Duration = .seconds(2), report: @escaping @Sendable (AnchorFailure) -> Void
  ) {
    lines = anchors.map { AnchorLine($0, patience: patience, report: report) }
    self.patience = patience
  }

  /// Returns at once.
  public func publish(_ checkpoint: Checkpoint) { for line in lines { line.publish(checkpoint) } }

  /// Returns when every anchor has what was published, or has failed, or its time is up.
  public func finish() async {
    await withTaskGroup(of: Void.self) { group in
      for line in lines { group.addTask { await line.finish() } }
    }
  }
}

/// One anchor and what it has still to take: only the newest checkpoint, since that covers those before it.
private final class AnchorLine: Sendable {
  private struct State {
    var waiting: Checkpoint?
    var current: Checkpoint?
    var isBusy = false
    /// Time is up for `current`, and the anchor has not even answered that it was cancelled.
    var isStuck = false
    var isReported = false
    var finishing: [CheckedContinuation<Void, Never>] = []
  }

  private let anchor: any Anchor
  private let patience: Duration
  private let report: @Sendable (AnchorFailure) -> Void
  private let state = Mutex(State())

  init(_ anchor: any Anchor, patience: Duration, report: @escaping @Sendable (AnchorFailure) -> Void) {
    self.anchor = anchor
    self.patience = patience
    self.report = report
  }

  // The tasks are nobody's children: no statement may wait for them. There is one at a time, it ends when the anchor
  // answers, and what it is stuck on ends with the process.
  func publish(_ checkpoint: Checkpoint) {
    let isFirst = state.withLock { state in
      state.waiting = checkpoint
      defer { state.isBusy = true }
      return !state.isBusy
    }
    if isFirst { Task { await drain() } }
  }

  func finish() async {
    await withCheckedContinuation { continuation in
      let isWaitedFor = state.withLock { state in
        let isWaitedFor = state.isBusy && !state.isStuck
        if isWaitedFor { state.finishing.append(continuation) }
        return isWaitedFor
      }
      if !isWaitedFor { continuation.resume() }
    }
  }

  private func drain() async {
    while let checkpoint = next() {
      let attempt = Task { try await anchor.publish(checkpoint) }
      let watch = Task { [patience] in
        try await Task.sleep(for: patience)
        giveUp(on: checkpoint)
        attempt.cancel()
      }
      do { try await attempt.value } catch { fail(checkpoint, error) }
      watch.cancel()
    }
  }

  private func next() -> Checkpoint? {
    let (checkpoint, finished) = state.withLock { state in
      let checkpoint = state.waiting
      state.current = checkpoint
      state.waiting = nil
      state.isStuck = false
      state.isBusy = checkpoint != nil
      return (checkpoint, checkpoint == nil ? Self.take(&state.finishing) : [])
    }
    finished.forEach { $0.resume() }
    return checkpoint
  }

  private func giveUp(on checkpoint: Checkpoint) {
    let finished: [CheckedContinuation<Void, Never>]? = state.withLock { state in
      guard state.current == checkpoint else { return nil }
      state.isStuck = true
      return Self.take(&state.finishing)
    }
    guard let finished else { return }
    fail(checkpoint, AnchorError.slow(seconds: patience / .seconds(1)))
    finished.forEach { $0.resume() }
  }

  private func fail(_ checkpoint: Checkpoint, _ error: any Error) {
    let isFirst = state.withLock { state in
      defer { state.isReported = true }
      return !state.isReported
    }
    if isFirst { report(AnchorFailure(anchor: anchor.name, checkpoint: checkpoint, error: error)) }
  }

  private static func take(
    _ continuations: inout [CheckedContinuation<Void, Never>]
  ) -> [CheckedContinuation<Void, Never>] {
    defer { continuations = [] }
    return continuations
  }
}
