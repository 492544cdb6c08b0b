import KMIP
import Synchronization

/// The last token that a command printed.
final class KeptToken: Sendable {
  private let kept: Mutex<Secret>

  init(_ token: Secret) { kept = Mutex(token) }

  var token: Secret { kept.withLock { $0 } }

  func replace(_ next: () throws -> Secret?) rethrows -> Secret? {
    guard let next = try next() else { return nil }
    kept.withLock { $0 = next }
    return next
  }
}
