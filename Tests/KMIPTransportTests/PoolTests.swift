import KMIP
import KMIPClient
@testable import KMIPTransport
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Testing

/// Connections that are kept, shared, and lost.
struct PoolTests {
  static let request: [UInt8] = [0x42, 0, 0x78, 1, 0, 0, 0, 0]

  /// The server closes the connection while the client does not look: the next request must not be in doubt.
  @Test func requestAfterASilentEndGoesElsewhere() async throws {
    try await withStubServer(isSocket: true) { server in
      let transport = try server.transport()
      for count in 1...5 {
        #expect(try await transport.exchange(Self.request) == server.answer)
        #expect(server.requests == count)
        // Whole when it returns: the kernel has told the client's end, though nobody may have read it there.
        try await server.hangUp()
      }
      #expect(server.connections == 5)
      await transport.close()
    }
  }

  @Test(arguments: [true, false]) func connectionServesRequestAfterRequest(isSocket: Bool) async throws {
    try await withStubServer(isSocket: isSocket) { server in
      let transport = try server.transport()
      for _ in 1...20 { #expect(try await transport.exchange(Self.request) == server.answer) }
      #expect(server.connections == 1)
      #expect(server.requests == 20)
      await transport.close()
    }
  }

  @Test func requestsAreSentBeforeThoseAheadAreAnswered() async throws {
    try await withStubServer(isSocket: true, answersAt: 4) { server in
      var limits = PoolLimits()
      limits.connections = 1
      limits.pipeline = 4
      let transport = try server.transport(limits)
      try await withThrowingTaskGroup(of: [UInt8].self) { group in
        for _ in 1...4 { group.addTask { try await transport.exchange(Self.request) } }
        for try await answer in group { #expect(answer == server.answer) }
      }
      #expect(server.connections == 1)
      await transport.close()
    }
  }

  @Test func cutLeavesInDoubtWhatWasSentAndNoMore() async throws {
    try await withStubServer(isSocket: true, answersAt: .max) { server in
      var limits = PoolLimits()
      limits.connections = 1
      limits.pipeline = 3
      let transport = try server.transport(limits)
      let errors = try await withThrowingTaskGroup(of: TransportError?.self) { group in
        for _ in 1...3 {
          group.addTask {
            do throws(TransportError) { _ = try await transport.exchange(Self.request) } catch { return error }
            return nil
          }
        }
        for await count in server.arrivals where count == 3 { break }
        try await server.hangUp()
        var errors: [TransportError?] = []
        for try await error in group { errors.append(error) }
        return errors
      }
      #expect(errors.map { $0?.isUnsent } == [false, false, false])
      #expect(server.requests == 3)
      await transport.close()
    }
  }

  @Test func requestThatIsGivenUpLeavesTheOthersTheirAnswers() async throws {
    try await withStubServer(isSocket: true, answersAt: 3) { server in
      var limits = PoolLimits()
      limits.connections = 1
      limits.pipeline = 3
      let transport = try server.transport(limits)
      let first = Task { try await transport.exchange(Self.request) }
      for await count in server.arrivals where count == 1 { break }
      let second = Task { try await transport.exchange(Self.request) }
      for await count in server.arrivals where count == 2 { break }
      first.cancel()
      let error = await #expect(throws: TransportError.self) { try await first.value }
      #expect(error?.phase == .cancelled)
      #expect(error?.isUnsent == false)
      #expect(try await transport.exchange(Self.request) == server.answer)
      #expect(try await second.value == server.answer)
      #expect(server.connections == 1)
      await transport.close()
    }
  }

  @Test func noMoreConnectionsThanAllowedAreOpened() async throws {
    try await withStubServer(isSocket: true) { server in
      var limits = PoolLimits()
      limits.connections = 2
      let transport = try server.transport(limits)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 1...30 { group.addTask { _ = try await transport.exchange(Self.request) } }
        try await group.waitForAll()
      }
      #expect(server.connections <= 2)
      #expect(server.requests == 30)
      await transport.close()
    }
  }
}
