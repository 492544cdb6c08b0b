import KMSShell

/// Work that suspends and may throw, from a thread that waits for it.
enum AsyncBridge {
  @discardableResult
  static func wait<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
    let result = Bridge.run { () async -> Result<Value, any Error> in
      do { return .success(try await body()) } catch { return .failure(error) }
    }
    guard let result else { throw CancellationError() }
    return try result.get()
  }
}
