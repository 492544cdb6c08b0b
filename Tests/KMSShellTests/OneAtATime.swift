import Foundation
import Testing

/// Off the threads of tasks, which the prompt would block.
func onItsOwnThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in Thread { continuation.resume(returning: body()) }.start() }
}

/// Signals go to the whole process, so whatever takes them runs alone.
@Suite(.serialized) struct OneAtATime {}
