import KMIP

extension Client {
  func send(
    _ message: RequestMessage, for call: Call, attempts: inout Int
  ) async throws(ClientError) -> ResponseMessage {
    let codec = MessageCodec(encoding: transport.encoding)
    let request: [UInt8]
    do throws(KMIPError) {
      request = try codec.bytes(message)
    } catch { throw call.inexpressible(error.description) }
    let bytes = try await exchange(request, for: call, attempts: &attempts)
    do throws(MessageCodec.Unreadable) {
      return try codec.response(bytes)
    } catch {
      throw call.unreadable(error.reason, attempts: attempts)
    }
  }

  func exchange<Request: Exchangeable>(
    _ request: Request, for call: Call, attempts: inout Int
  ) async throws(ClientError) -> Request.Answer {
    let end = timing.now() + timing.deadline
    var attempt = 0
    while true {
      attempt += 1
      attempts += 1
      do throws(TransportError) {
        return try await transport.exchange(request, before: end, timing)
      } catch {
        let pause = timing.pause(after: attempt)
        guard attempt < timing.attempts, call.mayRepeat(after: error), timing.now() + pause < end else {
          throw ClientError(error, changes: call.changes, attempts: attempts)
        }
        try await wait(pause, attempts: attempts)
      }
    }
  }

  /// Only a request that did nothing is waited for.
  private func wait(_ pause: Duration, attempts: Int) async throws(ClientError) {
    do {
      try await timing.pause(pause)
    } catch {
      throw ClientError(
        .cancelled, "cancelled between two attempts", isSent: false, applied: .no, attempts: attempts)
    }
  }
}
