import NIOCore

/// What a listener grants a client.
struct ListenerLimits: Sendable {
  var connections = 256
  /// For a whole message, from its first byte, and for a client to take its answer.
  var message: TimeAmount = .seconds(30)
  var idle: TimeAmount = .seconds(120)
  /// For requests in flight when the server is to stop.
  var stop: Duration = .seconds(10)
}

extension Channel {
  /// Closes the connection unless the body is done in time.
  func closing<Value>(
    after time: TimeAmount, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
  ) async rethrows -> Value {
    let timer = eventLoop.scheduleTask(in: time) { self.close(promise: nil) }
    defer { timer.cancel() }
    return try await body()
  }
}
