import AuditLog

extension LoopFold {
  /// - Parameter isOver: Whether the session is closed.
  func loops(_ statements: [FoldedStatement], isOver: Bool) -> [Loop] {
    order.compactMap { key in
      loops[key].map { folded in
        let count = max(folded.count, folded.items.keys.max() ?? 0)
        // What no list of labels or of outcomes tells of is not made up by the thousand.
        let indexes = folded.count == count ? Array(0..<count).map { $0 + 1 } : folded.items.keys.sorted()
        return Loop(
          key: key, text: folded.text, step: folded.step, count: count,
          items: indexes.map { folded.item($0, statements, isOver: isOver) })
      }
    }
  }
}

extension LoopFold.Folded {
  fileprivate func item(_ index: Int, _ statements: [FoldedStatement], isOver: Bool) -> LoopItem {
    let given = index <= labels.count ? labels[index - 1] : nil
    guard let folded = items[index] else {
      return LoopItem(index: index, label: given ?? "item \(index)", outcome: .notStarted)
    }
    let own = folded.statements.map { statements[$0] }
    let label = folded.label ?? given ?? own.lazy.compactMap { $0.argumentIDs.first }.first ?? "item \(index)"
    var item = LoopItem(index: index, label: label, outcome: outcome(of: folded, own, isOver), began: folded.began)
    item.read(folded)
    item.readObjects(own)
    return item
  }

  private func outcome(of item: LoopFold.Item, _ own: [FoldedStatement], _ isOver: Bool) -> Outcome {
    if let end = item.end { return end.outcome }
    let outcomes = own.lazy.filter { !$0.statement.isExpected }.map(\.statement.outcome)
    if outcomes.contains(.inDoubt) { return .inDoubt }
    if isJournalled { return .unfinished }
    let worst = outcomes.first { $0.isBad || $0 == .cancelled } ?? (isOver ? .done : .unfinished)
    return worst == .refused ? .failed : worst
  }
}

extension LoopItem {
  fileprivate mutating func read(_ folded: LoopFold.Item) {
    if let began = folded.began, let last = folded.lastSeen {
      tookMilliseconds = max(0, last.microseconds &- began.microseconds) / 1000
    }
    guard let (record, outcome) = folded.end, let details = record.entry.details["item"] else { return }
    tookMilliseconds = details["took_ms"]?.integer ?? tookMilliseconds
    seq = record.seq
    if outcome == .skipped, let why = details["value"]?.text {
      error = ErrorReport(message: why)
      return
    }
    value = details["value"] == .null ? nil : details["value"]
    if outcome.isBad {
      error = details["error"].flatMap { $0 == .null ? nil : ErrorReport($0) } ?? record.entry.errorReport
    }
  }

  /// Which objects have a successor since, and which were made: as the item says, or as its statements did.
  fileprivate mutating func readObjects(_ own: [FoldedStatement]) {
    let yielded = value.map { JournalledValue($0) }
    old = yielded?["old"].map { JournalledValue($0).ids } ?? []
    new = yielded?["new"].map { JournalledValue($0).ids } ?? []
    guard old.isEmpty, new.isEmpty else { return }
    for folded in own where folded.statement.outcome == .done {
      guard let deed = Deed(operation: folded.statement.operation ?? "") else { continue }
      if deed == .replaces { old += folded.argumentIDs }
      if deed == .replaces || deed == .makes { new += folded.madeIDs }
    }
  }
}

extension FoldedStatement {
  var madeIDs: [String] {
    let given = Set(argumentIDs)
    return statement.entityIDs.filter { !given.contains($0) }
  }
}
