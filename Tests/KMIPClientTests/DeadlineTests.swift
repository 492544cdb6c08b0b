import KMIP
import KMIPClient
import Testing

struct DeadlineTests {
  /// A deadline that has come as soon as one waits for it.
  var expired: Timing {
    var timing = FakeTiming().timing()
    timing.expire = { _ in }
    return timing
  }

  @Test(arguments: [(true, ClientError.Applied.no), (false, .unknown)])
  func deadlineSaysIfTheWriteWasSent(isUnsent: Bool, applied: ClientError.Applied) async {
    let client = Client(transport: FakeTransport([.silence(isUnsent: isUnsent)]), profile: .embedded, timing: expired)
    let error = await #expect(throws: ClientError.self) { try await client.perform(Destroy(uniqueIdentifier: "k1")) }
    #expect(error?.phase == .deadline)
    #expect(error?.message == "no answer from fake within 30 s")
    #expect(error?.applied == applied)
    #expect(error?.isSent == !isUnsent)
    #expect(error?.attempts == 1)
  }

  @Test func expiredReadIsNotSentAgain() async {
    let transport = FakeTransport([.silence(isUnsent: false)])
    let client = Client(transport: transport, profile: .embedded, timing: expired)
    let error = await #expect(throws: ClientError.self) { try await client.perform(Locate()) }
    #expect(error?.applied == .no)
    #expect(transport.requests.count == 1)
  }

  @Test func noPauseReachesBeyondTheDeadline() async {
    var timing = FakeTiming().timing()
    timing.deadline = .milliseconds(200)
    let transport = FakeTransport([.fail(refused)])
    let client = Client(transport: transport, profile: .embedded, timing: timing)
    await #expect(throws: ClientError.self) { try await client.perform(Locate()) }
    #expect(transport.requests.count == 1)
  }

  @Test func cancellationReachesTheTransport() async {
    let client = Client(
      transport: FakeTransport([.silence(isUnsent: false)]), profile: .embedded, timing: FakeTiming().timing())
    let error = await withTaskGroup(of: (any Error)?.self) { group in
      group.addTask {
        do { _ = try await client.perform(Destroy(uniqueIdentifier: "k1")) } catch { return error }
        return nil
      }
      group.cancelAll()
      return await group.next() ?? nil
    }
    #expect((error as? ClientError)?.phase == .cancelled)
    #expect((error as? ClientError)?.applied == .unknown)
  }
}
