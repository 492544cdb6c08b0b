import KMSInterpreter
import KMSSyntax

extension Session {
  /// A statement of a run that was joined: the leader runs it. Reads that gave a secret are asked again, since what
  /// they gave is not on record.
  func follow(_ invocation: Invocation, _ sharing: Sharing) async throws -> Value {
    switch try await sharing.awaited({ sharing.past.settled(invocation) }) {
    case .value(let value): return value
    case .failure(let failure, _): throw failure
    case .again(let statement, _): return try await runAgain(invocation, statement, departs: false)
    case .lost(let why): throw sharing.part(with: .lost(why: "\(invocation.text): \(why)"))
    case .other(let text): throw Failure(other: text, than: invocation)
    case .none, .diverted, .unsettled: return .none
    }
  }

  func follow(_ event: StatementEvent, _ sharing: Sharing) async throws {
    guard !event.site.key.isEmpty else { return }
    _ = try await sharing.awaited { sharing.past.holds(event.site.key) ? true : nil }
    try hold(event, against: sharing.past)
  }

  func followItem(at key: String, _ sharing: Sharing) async throws -> ItemRecord {
    try await sharing.awaited { sharing.past.outcome(ofItemAt: key) }
  }

  func followAnswer(at site: Site, _ sharing: Sharing) async throws -> Bool {
    try await sharing.awaited { sharing.past.answer(at: site.key) }
  }
}

extension Past {
  /// What the record says, once it says how the statement ended.
  fileprivate func settled(_ invocation: Invocation) -> Recollection? {
    switch recall(invocation) {
    case .none, .diverted, .unsettled, .again(_, departs: true): nil
    case let recollection: recollection
    }
  }
}
