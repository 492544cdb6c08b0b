import KMIP
import KMIPCrypto
import Synchronization

/// Operations that wait for more of their data, by the correlation value that the next part must bring.
///
/// A value is good for one part: a part that arrives twice is refused and not processed twice.
final class Streams: Sendable {
  static let limitPerOwner = 64
  static let limit = 1024
  /// Seconds after which a stream that nobody feeds is dropped.
  static let patience: Int64 = 600

  private let open = Mutex<[[UInt8]: OpenStream]>([:])

  var isEmpty: Bool { open.withLock { $0.isEmpty } }

  // Closures that throw a typed error under the lock crash Swift 6.3.1 when it optimises what calls them.

  /// Refuses early what `keep` would refuse.
  func checkRoom(for owner: String, at now: DateTime) throws {
    let refusal = open.withLock { open in
      Self.drop(before: now, &open)
      return Self.refusal(for: owner, open)
    }
    if let refusal { throw refusal }
  }

  /// - Returns: The correlation value for the next part.
  func keep(_ stream: OpenStream, at now: DateTime) throws -> [UInt8] {
    var stream = stream
    stream.touched = now
    let correlation = RandomBytes.token()
    let refusal = open.withLock { [stream] open in
      Self.drop(before: now, &open)
      let refusal = Self.refusal(for: stream.owner, open)
      if refusal == nil { open[correlation] = stream }
      return refusal
    }
    if let refusal { throw refusal }
    return correlation
  }

  /// Takes a stream out: whoever continues it keeps it again.
  func take(
    _ correlation: [UInt8], of operation: OperationCode, by owner: String, at now: DateTime
  ) throws -> OpenStream {
    let stream = open.withLock { open -> OpenStream? in
      Self.drop(before: now, &open)
      guard let stream = open[correlation], stream.owner == owner, stream.operation == operation else { return nil }
      open[correlation] = nil
      return stream
    }
    guard let stream else {
      throw OperationFailure(
        .invalidCorrelationValue,
        "no \(operation.name) in parts has this correlation value: it ended, failed, lapsed, or is another's")
    }
    return stream
  }

  private static func drop(before now: DateTime, _ open: inout [[UInt8]: OpenStream]) {
    guard open.contains(where: { isStale($0.value, at: now) }) else { return }
    open = open.filter { !isStale($0.value, at: now) }
  }

  private static func isStale(_ stream: OpenStream, at now: DateTime) -> Bool {
    now.seconds &- stream.touched.seconds > patience
  }

  private static func refusal(for owner: String, _ open: [[UInt8]: OpenStream]) -> OperationFailure? {
    let own = open.values.count { $0.owner == owner }
    guard own < limitPerOwner, open.count < limit else {
      return OperationFailure(
        .serverLimitExceeded,
        "\(own) operations in parts are open: end one, or wait \(patience) seconds for them to lapse")
    }
    return nil
  }
}
