import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Turns an address away that makes more requests than it may: with 429, and when to come back.
///
/// Each address has as many requests at once as it may make in a second, and they come back at that rate.
final class RateLimit: RouterMiddleware {
  typealias Context = ConnectionContext

  private let perSecond: Double
  private let now: @Sendable () -> NIODeadline
  private let visits = Mutex<[String: Allowance]>([:])
  /// Addresses that are remembered; beyond, those that have their full allowance are forgotten.
  private static let room = 10_000

  private struct Allowance {
    var left: Double
    var since: NIODeadline
  }

  init(perSecond: Int, now: @escaping @Sendable () -> NIODeadline = { .now() }) {
    self.perSecond = Double(max(1, perSecond))
    self.now = now
  }

  func handle(
    _ request: Request, context: ConnectionContext, next: (Request, ConnectionContext) async throws -> Response
  ) async throws -> Response {
    guard let wait = wait(for: context.channel.remoteAddress?.ipAddress ?? "") else {
      return try await next(request, context)
    }
    let seconds = "\(wait)"
    var headers: HTTPFields = [.contentType: "text/plain; charset=utf-8", .retryAfter: seconds]
    if let name = HTTPField.Name("x-ratelimit-after") { headers[name] = seconds }
    return Response(
      status: .tooManyRequests, headers: headers,
      body: .init(byteBuffer: ByteBuffer(string: "too many requests, retry in \(seconds) s\n")))
  }

  /// Whole seconds until the next request may come; none if it may come now.
  func wait(for address: String) -> Int? {
    let now = now()
    return visits.withLock { visits in
      if visits.count >= Self.room { makeRoom(&visits, now) }
      var allowance = refilled(visits[address] ?? Allowance(left: perSecond, since: now), now)
      defer { visits[address] = allowance }
      guard allowance.left < 1 else {
        allowance.left -= 1
        return nil
      }
      return max(1, Int(((1 - allowance.left) / perSecond).rounded(.up)))
    }
  }

  private func makeRoom(_ visits: inout [String: Allowance], _ now: NIODeadline) {
    visits = visits.filter { refilled($0.value, now).left < perSecond }
    if visits.count >= Self.room { visits = [:] }
  }

  private func refilled(_ allowance: Allowance, _ now: NIODeadline) -> Allowance {
    let seconds = Double((now - allowance.since).nanoseconds) / 1e9
    return Allowance(left: min(perSecond, allowance.left + max(0, seconds) * perSecond), since: now)
  }
}
