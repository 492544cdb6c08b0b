import KMIPServer

extension EmbeddedServer {
  /// Runs `body`, and replaces what is due beside it until it ends.
  func rotating(every seconds: Int, while body: @escaping @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      if seconds > 0 {
        let kms = kms
        group.addTask { await kms.keepRotating(every: .seconds(seconds), on: .continuous) }
      }
      defer { group.cancelAll() }
      try await body()
    }
  }
}
