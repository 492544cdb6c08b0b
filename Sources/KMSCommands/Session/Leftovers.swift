import KMSInterpreter
import Synchronization

/// What statements left half done: a further attempt at their item goes on with it, and does not begin anew.
final class Leftovers: Sendable {
  private let statements = Mutex<[String: Past.Statement]>([:])

  func keep(_ statement: Past.Statement, at site: Site) {
    guard !site.items.isEmpty, statement.isHalfDone else { return }
    statements.withLock { $0[Self.place(site)] = statement }
  }

  /// What the same statement left in an attempt before this one.
  func take(for invocation: Invocation) -> Past.Statement? {
    let site = invocation.site
    guard site.attempt > 1 || site.key.contains("~") else { return nil }
    return statements.withLock { statements in
      guard let statement = statements[Self.place(site)], statement.isSame(as: invocation) else { return nil }
      statements[Self.place(site)] = nil
      return statement
    }
  }

  /// The key without the numbers of the attempts.
  private static func place(_ site: Site) -> String {
    site.key.split(separator: "/").map { $0.prefix { $0 != "~" } }.joined(separator: "/")
  }
}
