import AuditLog
import KMSInterpreter
import KMSSyntax
import Synchronization

extension Past {
  /// What the record says of a statement that is about to run.
  enum Recollection {
    /// Nothing.
    case none
    /// What stands there tidied up after a failure that is none any more.
    case diverted
    case value(Value)
    case failure(Failure, of: Statement)
    /// Its outcome is not on record, or it is half done.
    case unsettled(Statement, departs: Bool)
    /// It is settled and runs once more, for what it gave is not on record or because it failed.
    case again(Statement, departs: Bool)
    /// Its outcome is on record and cannot be had again.
    case lost(String)
    /// Another statement stands there.
    case other(String)
  }

  func recall(_ invocation: Invocation) -> Recollection {
    state.withLock { state in
      let (site, key) = (invocation.site, invocation.site.key)
      guard let place = EventKey(key), !state.hasDeparted(place) else { return .none }
      if state.isLeft(at: key, by: site) {
        state.depart(from: place.strand, behind: place.number - 1)
        return .diverted
      }
      guard let statement = state.statements[key] else {
        return state.hasLaterAttempt(site) ? .superseded(invocation) : .none
      }
      let changes = invocation.command.effect.isChange
      let isStale = state.stale.contains { place.strand.hasPrefix($0) }
      guard (isStale && !changes) || statement.isSame(as: invocation) else { return .other(statement.text) }
      return recollection(of: statement, invocation, changes: changes, isStale: isStale, in: state)
    }
  }

  private func recollection(
    of statement: Statement, _ invocation: Invocation, changes: Bool, isStale: Bool, in state: State
  ) -> Recollection {
    // What an attempt that is over left is taken up by the one behind it.
    let isOver = state.hasLaterAttempt(invocation.site)
    switch statement.status {
    case nil where isOver: return .failure(statement.failure(of: invocation), of: statement)
    case nil: return .unsettled(statement, departs: statement.isInDoubt)
    case .ok?, .rehearsed?, .skipped?:
      if isStale, !changes, invocation.command.effect != .local,
        invocation.holdsRedacted || !statement.isSame(as: invocation)
      {
        return .again(statement, departs: false)
      }
      if let value = statement.value.flatMap(Value.init(recorded:)) { return .value(value) }
      guard !changes else { return .lost("what it gave holds a secret and is not on record") }
      return .again(statement, departs: false)
    case .refused?:
      guard retriesFailed, !statement.isCaught, !isOver else {
        return .failure(statement.failure(of: invocation), of: statement)
      }
    case .failed?, .cancelled?, .inDoubt?:
      guard !isOver else { return .failure(statement.failure(of: invocation), of: statement) }
    }
    return statement.isHalfDone ? .unsettled(statement, departs: true) : .again(statement, departs: true)
  }

  /// What the record says of an event that calls no command.
  enum Standing {
    case none
    case held
    /// It holds in place of what is on record at its key and behind it.
    case departs
    case otherList
  }

  func standing(of event: StatementEvent) -> Standing {
    state.withLock { state in
      let key = event.site.key
      guard let place = EventKey(key), !state.hasDeparted(place) else { return .none }
      if state.isLeft(at: key, by: event.site) {
        state.depart(from: place.strand, behind: place.number - 1)
        return .departs
      }
      guard let note = state.notes[key] else { return .none }
      if case .loop(let loop)? = event.content {
        return state.loops[key]?["digest"]?.text == loop.digest ? .held : .otherList
      }
      guard note.stopped, event.status == .ok, note.text == event.text else { return .held }
      state.depart(from: place.strand, behind: place.number)
      return .departs
    }
  }

  /// Whether the event is on record already.
  func holds(_ key: String) -> Bool {
    state.withLock { state in
      guard let place = EventKey(key), !state.hasDeparted(place) else { return false }
      return state.notes[key] != nil
    }
  }

  /// The frozen list's digest.
  func digest(ofLoopAt key: String) -> String? { state.withLock { $0.loops[key]?["digest"]?.text } }

  func isConfirmed(_ key: String) -> Bool {
    state.withLock { state in
      // The answer stands behind the question.
      guard let place = EventKey(key), !state.hasDeparted(place) else { return false }
      return state.notes[place.next]?.status == .ok
    }
  }

  /// What became of an item, unless it is in doubt, was refused and is tried again, or gave a secret.
  func item(at key: String) -> ItemRecord? {
    let json = state.withLock { state -> JSONValue? in
      guard let loop = EventKey(key)?.loop, let place = EventKey(loop), !state.hasDeparted(place) else { return nil }
      guard let item = state.items[key] else { return nil }
      let isTriedAgain = retriesFailed && !state.caughtLoops.contains(loop)
      return item.isOver(isTriedAgain: isTriedAgain) ? item : nil
    }
    return json.flatMap(ItemRecord.init(recorded:))
  }

  /// From here on the part of the run does what is not on record.
  func depart(at key: String) {
    guard let place = EventKey(key) else { return }
    state.withLock { $0.depart(from: place.strand, behind: place.number) }
  }

  /// A value could not be had again as it was: what only reads or uses runs again behind it.
  func goStale(at key: String) {
    guard let place = EventKey(key) else { return }
    state.withLock { _ = $0.stale.insert(place.strand) }
  }
}

extension Past.Recollection {
  /// The attempt ended here in the run before, between two statements.
  fileprivate static func superseded(_ invocation: Invocation) -> Self {
    let error = ErrorValue(code: DiagnosticCode.timedOut.description, message: "the attempt was given up here")
    let failure = Failure(recorded: error, kind: .unreachable, at: invocation.arguments.span)
    return .failure(failure, of: Past.Statement(text: "", correlation: "", at: Timestamp(microseconds: 0)))
  }
}

extension Invocation {
  /// Whether its text leaves out what it was given.
  fileprivate var holdsRedacted: Bool {
    command.parameters.contains { $0.isRedacted && arguments[$0.name] != nil }
  }
}

extension Past.Note {
  /// Whether nothing but what tidies up ran behind it.
  fileprivate var stopped: Bool { (status == .failed || status == .cancelled) && !text.hasPrefix("check ") }
}

extension JSONValue {
  /// Of an item: whether its end stands.
  fileprivate func isOver(isTriedAgain: Bool) -> Bool {
    switch self["outcome"]?.text {
    case "in-doubt": false
    case "failed": !isTriedAgain && self["kind"]?.text != Failure.Kind.unreachable.rawValue
    default: true
    }
  }
}

extension Past.State {
  fileprivate mutating func depart(from strand: String, behind number: Int) {
    departures[strand] = min(number, departures[strand] ?? .max)
  }

  /// Whether what is on record at the key tidied up after a failure, and the run does not fail there any more.
  fileprivate func isLeft(at key: String, by site: Site) -> Bool {
    !site.isAftermath && (statements[key]?.isAftermath ?? notes[key]?.isAftermath ?? false)
  }

  /// Whether the event stands behind one at which its part of the run, or one around it, left the record.
  func hasDeparted(_ place: EventKey) -> Bool {
    guard !departures.isEmpty else { return false }
    return departures.contains { strand, number in
      let whole = place.strand + String(place.number)
      guard whole.hasPrefix(strand) else { return false }
      let rest = whole.dropFirst(strand.count).prefix { $0 != "/" && $0 != "~" }
      return Int(rest).map { $0 > number } ?? false
    }
  }

  func hasLaterAttempt(_ site: Site) -> Bool {
    guard !attempts.isEmpty, let item = EventKey(site.key)?.item else { return false }
    return (attempts[item] ?? 1) > site.attempt
  }
}

extension EventKey {
  /// The item whose attempt the event belongs to: `17/3` of `17/3~2/5`.
  var item: String? {
    guard !strand.isEmpty else { return nil }
    let attempt = strand.dropLast()
    guard let mark = attempt.lastIndex(of: "~"), !attempt[mark...].contains("/") else { return String(attempt) }
    return String(attempt[..<mark])
  }

  /// The loop of an item: `17` of `17/3`.
  var loop: String? { strand.isEmpty ? nil : String(strand.dropLast()) }
}
