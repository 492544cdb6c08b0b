import AuditLog

/// The lives of the objects that a run's statements made, changed or used.
struct KeyFold {
  private(set) var lives: [KeyLife] = []
  private var places: [String: Int] = [:]

  mutating func add(_ folded: FoldedStatement) {
    guard folded.statement.kind == .command else { return }
    let statement = folded.statement
    for write in folded.writes {
      act(
        write.operation, on: write.argumentIDs, making: write.entityIDs.filter { !write.argumentIDs.contains($0) },
        write.outcome, at: write.at, seq: write.seq, folded)
    }
    if let outcome = folded.ownOutcome, let operation = statement.operation {
      let covered = Set(folded.writes.lazy.filter { $0.operation == operation }.flatMap(\.entityIDs))
      act(
        operation, on: folded.argumentIDs.filter { !covered.contains($0) },
        making: folded.madeIDs.filter { !covered.contains($0) }, outcome, at: statement.at,
        seq: statement.seqs.upperBound, folded)
    }
    for (id, state) in folded.after { if let place = places[id] { lives[place].state = state } }
    if statement.entityIDs.count == 1, let id = statement.entityIDs.first, let place = places[id] {
      lives[place].type = folded.entityType ?? lives[place].type
    }
  }

  private mutating func act(
    _ operation: String, on given: [String], making made: [String], _ outcome: Outcome, at time: Timestamp, seq: Int64,
    _ folded: FoldedStatement
  ) {
    guard let deed = Deed(operation: operation) else { return }
    func event(_ kind: KeyEvent.Kind) -> KeyEvent {
      KeyEvent(kind: kind, operation: operation, outcome: outcome, at: time, seq: seq)
    }
    switch deed {
    case .uses: for id in given where outcome == .done { lives[place(of: id)].uses += 1 }
    case .makes: for id in made { lives[place(of: id)].events.append(event(.created)) }
    case .replaces: replace(given, by: made, event(.rotated), event(.created), kin: folded.argumentIDs)
    case .changes(.exported) where folded.statement.effect != "export": break
    case .changes(let kind):
      for id in given { lives[place(of: id)].change(event(kind.told(by: folded.after[id]))) }
    }
  }

  private mutating func replace(
    _ given: [String], by made: [String], _ rotated: KeyEvent, _ created: KeyEvent, kin: [String]
  ) {
    for id in given { lives[place(of: id)].events.append(rotated) }
    if rotated.outcome == .done, !made.isEmpty { for id in kin { lives[place(of: id)].successors += made } }
    for id in made {
      let place = place(of: id)
      lives[place].events.append(created)
      lives[place].predecessors += kin
    }
  }

  private mutating func place(of id: String) -> Int {
    if let known = places[id] { return known }
    places[id] = lives.count
    lives.append(KeyLife(id: id))
    return lives.count - 1
  }
}

extension KeyLife {
  fileprivate mutating func change(_ event: KeyEvent) {
    events.append(event)
    guard event.outcome == .done else { return }
    switch event.kind {
    case .activated: state = "active"
    case .deactivated, .revoked: state = "deactivated"
    case .compromised: state = "compromised"
    case .destroyed: state = "destroyed"
    case .created, .rotated, .archived, .recovered, .changed, .exported: break
    }
  }
}

extension KeyEvent.Kind {
  /// A revocation is told apart by the state that it led to.
  fileprivate func told(by state: String?) -> KeyEvent.Kind {
    guard self == .revoked, let state else { return self }
    let word = state.lowercased()
    return word.contains("compromised") ? .compromised : word.contains("deactivated") ? .deactivated : self
  }
}

extension FoldedStatement {
  /// What became of the write that is not on record by itself: the first of several, or the only one.
  ///
  /// A second write began only after the first one was done.
  fileprivate var ownOutcome: Outcome? {
    if writes.isEmpty || statement.outcome == .done { return statement.outcome }
    return writes.contains { $0.number > 1 } ? .done : nil
  }
}
