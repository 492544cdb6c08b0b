import AuditLog
import KMSInterpreter
import KMSSyntax
import Synchronization

/// A loop whose items several processes take, by claims in the store that all of them write to.
final class SharedLoop: LoopShare {
  private static let moment = Duration.milliseconds(200)

  private let key: String
  private let sharing: Sharing
  private let state = Mutex(State())

  private struct State {
    var isWaiting = false
    /// Items of others whose outcome is known here.
    var known: Set<Int> = []
    var nextLook = ContinuousClock.now
  }

  init(_ key: String, of sharing: Sharing) {
    self.key = key
    self.sharing = sharing
  }

  private var run: String { sharing.session.description }

  /// A run that is taken up again tries again what it would have without others: those items are the leader's.
  func takeBackUnsettled() async throws {
    let open = try await sharing.claims.outcomes(run: run, loop: key).filter { outcome in
      ["failed", "in-doubt"].contains(outcome.outcome)
        && sharing.past.outcome(ofItemAt: path(outcome.item)) != nil
        && sharing.past.item(at: path(outcome.item)) == nil
    }
    try await sharing.claims.reopen(run: run, loop: key, items: open.map(\.item), claimant: sharing.claimant)
  }

  func claim(below limit: Int) async throws -> Int? {
    do {
      try await sharing.keepLead()
      let claim = try await sharing.claims.claim(run: run, loop: key, below: limit, claimant: sharing.claimant)
      state.withLock { $0.isWaiting = claim == .wait }
      guard case .item(let item, let wasAbandoned) = claim else { return nil }
      if wasAbandoned { try await learn(item) }
      return item
    } catch {
      throw Failure(sharing: error)
    }
  }

  /// What the runner before has on record: what it did stands, and what is unsettled is looked for at the server.
  private func learn(_ item: Int) async throws {
    var filter = RecordFilter(session: sharing.session)
    filter.item = path(item)
    sharing.past.take(try await sharing.store.records(matching: filter), ofItemAt: path(item))
  }

  private func path(_ item: Int) -> String { "\(key)/\(item &+ 1)" }

  func finish(_ item: ItemRecord) async throws {
    do {
      try await sharing.claims.finish(
        run: run, loop: key, item: item.index, claimant: sharing.claimant, outcome: item.outcome, result: item.json)
    } catch {
      throw Failure(sharing: error)
    }
  }

  // A look takes time with the number of items: it is had seldom enough not to matter.
  func news() async throws -> [ItemRecord] {
    let start = ContinuousClock.now
    guard start >= state.withLock({ $0.nextLook }) else { return [] }
    let news = try await look()
    let end = ContinuousClock.now
    state.withLock { $0.nextLook = end + max(.seconds(1), (end - start) * 20) }
    return news
  }

  func isAwaited(below limit: Int) async throws -> Bool {
    guard state.withLock({ $0.isWaiting }) else { return false }
    try? await Task.sleep(for: Self.moment)
    return true
  }

  func others(below limit: Int) async throws -> [ItemRecord] { try await look() }

  private func look() async throws -> [ItemRecord] {
    do {
      let outcomes = try await sharing.claims.outcomes(run: run, loop: key)
      return state.withLock { state in
        outcomes.filter { $0.claimant != sharing.claimant && state.known.insert($0.item).inserted }
          .compactMap { ItemRecord(outcome: $0.result) }
      }
    } catch {
      throw Failure(sharing: error)
    }
  }
}
