import KMIP

extension EmbeddedKMS {
  /// Looks every so often which objects are to be replaced, and replaces them, until the task is cancelled.
  ///
  /// A replacement that is under way when that happens is done whole or not at all.
  public func keepRotating<Timer: Clock>(every interval: Timer.Duration, on timer: Timer) async {
    while !Task.isCancelled {
      do { try await timer.sleep(until: timer.now.advanced(by: interval), tolerance: nil) } catch { return }
      do { try await rotateDue() } catch is CancellationError { return } catch {
        report("objects that are due to be replaced cannot be looked for: \(OperationFailure(error).message)")
      }
    }
  }
}
