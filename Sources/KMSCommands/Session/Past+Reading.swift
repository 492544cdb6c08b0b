import AuditLog

extension Past.State {
  mutating func take(_ record: AuditLog.Record, keepsFailed: Bool) {
    let entry = record.entry
    // What a process did to follow the run that it joined is not the run's own.
    if entry.details["joined"] == .bool(true) { return }
    if entry.details["shared"] == .bool(true) { isShared = true }
    switch entry.kind {
    case .open: opening = entry.details
    case .resume:
      resumes += 1
      isClosed = false
    case .close:
      isClosed = true
      exitStatus = entry.details["exit_status"]?.integer
    case .intent, .result, .local, .check, .confirm:
      guard let key = entry.details["key"]?.text else { return }
      noteConfirmed(entry, at: key)
      if entry.details["again"] == .bool(true) { forget(after: key, orAt: entry.kind != .result) }
      if let write = entry.details["write"]?.integer { return take(entry, write: Int(write), at: key) }
      take(record, at: key, keepsFailed: keepsFailed)
    }
  }

  private mutating func noteConfirmed(_ entry: Entry, at key: String) {
    guard entry.kind == .result, entry.status == .ok, let operation = entry.operation, opening["plan"] != nil else {
      return
    }
    guard entry.effect == "write" || entry.effect == "destructive" || entry.details["write"] != nil else { return }
    confirmed.append(Past.ConfirmedWrite(key: key, operation: operation, ids: entry.entityIDs))
  }

  private mutating func take(_ record: AuditLog.Record, at key: String, keepsFailed: Bool) {
    let entry = record.entry
    if let item = entry.details["item"] { return take(item: item, at: key, keepsFailed: keepsFailed) }
    noteAttempt(key)
    if let loop = entry.details["loop"] { loops[key] = loop }
    guard let correlation = entry.operationID else {
      notes[key] = Past.Note(text: entry.statement ?? "", status: entry.status, isAftermath: entry.isAftermath)
      if entry.catchesRefusals { noteCaught(before: key) }
      return
    }
    let earlier = statements[key]
    var statement =
      entry.kind == .result ? earlier ?? Past.Statement(record, correlation) : Past.Statement(record, correlation)
    if entry.kind == .intent {
      // What it gave before, if it is asked again, must be what it gives then.
      statement.fingerprint = earlier?.fingerprint
    } else {
      statement.settle(entry)
    }
    statements[key] = statement
  }

  private mutating func take(_ entry: Entry, write: Int, at key: String) {
    let earlier = statements[key]?.writes[write]
    var new = earlier ?? Past.Write(operation: entry.operation ?? "", ids: entry.entityIDs, before: entry.before)
    // Of a write whose last word is in doubt nothing is known.
    new.status = entry.kind == .intent || entry.status == .inDoubt ? nil : entry.status
    statements[key]?.writes[write] = new
    if let objects = entry.details["objects"]?.items { statements[key]?.objects = objects.compactMap(\.text) }
  }

  /// What an item did that is done with is not needed any more.
  private mutating func take(item: JSONValue, at key: String, keepsFailed: Bool) {
    items[key] = item
    let outcome = item["outcome"]?.text
    let isTriedAgain = outcome == "failed" && (keepsFailed || item["kind"]?.text == "unreachable")
    // An item inside another goes on where it failed when that one is begun again.
    let isInside = outcome == "failed" && key.utf8.count { $0 == UInt8(ascii: "/") } > 2
    let isKept = outcome == "in-doubt" || isTriedAgain || isInside || item["value"] == nil
    guard !isKept else { return }
    for other in statements.keys where other.isPart(of: key) { statements[other] = nil }
    for other in notes.keys where other.isPart(of: key) { notes[other] = nil }
  }

  private mutating func noteAttempt(_ key: String) {
    guard key.utf8.contains(UInt8(ascii: "~")) else { return }
    let parts = key.split(separator: "/")
    for (index, part) in parts.enumerated() {
      let pieces = part.split(separator: "~")
      guard pieces.count == 2, let attempt = Int(pieces[1]) else { continue }
      let item = (parts[..<index].map(String.init) + [String(pieces[0])]).joined(separator: "/")
      attempts[item] = max(attempts[item] ?? 1, attempt)
    }
  }

  private mutating func noteCaught(before key: String) {
    guard let place = EventKey(key) else { return }
    for number in stride(from: place.number - 1, to: 0, by: -1) {
      let earlier = "\(place.strand)\(number)"
      if loops[earlier] != nil {
        caughtLoops.insert(earlier)
        return
      }
      guard let statement = statements[earlier] else { continue }
      if statement.status == .refused { statements[earlier]?.isCaught = true }
      return
    }
  }

  /// A statement that is run again after a failure leaves behind what followed on that failure.
  private mutating func forget(after key: String, orAt isIncluded: Bool) {
    guard let place = EventKey(key) else { return }
    drop { other in
      guard other.hasPrefix(place.strand) else { return false }
      let rest = other.dropFirst(place.strand.count).prefix { $0 != "/" && $0 != "~" }
      return Int(rest).map { $0 > place.number || isIncluded && $0 == place.number } ?? false
    }
  }

  mutating func drop(_ isLeft: (String) -> Bool) {
    for key in statements.keys where isLeft(key) { statements[key] = nil }
    for key in notes.keys where isLeft(key) { notes[key] = nil }
    for key in loops.keys where isLeft(key) { loops[key] = nil }
    for key in items.keys where isLeft(key) { items[key] = nil }
    for key in attempts.keys where isLeft(key) { attempts[key] = nil }
    for key in caughtLoops where isLeft(key) { caughtLoops.remove(key) }
  }
}

extension String {
  func isPart(of item: String) -> Bool { hasPrefix(item + "/") || hasPrefix(item + "~") }
}

extension Past.Statement {
  fileprivate init(_ record: AuditLog.Record, _ correlation: String) {
    let entry = record.entry
    self.init(
      text: entry.statement ?? "", line: entry.source?.line, correlation: correlation, at: record.at,
      isAftermath: entry.isAftermath)
  }

  /// Takes in what came of it.
  fileprivate mutating func settle(_ entry: Entry) {
    isInDoubt = entry.status == .inDoubt
    status = isInDoubt ? nil : entry.status
    done = entry.details["done"]?.integer ?? 0
    value = isInDoubt ? nil : entry.details["value"]
    error = entry.details["error"]
    message = entry.message
    fingerprint = entry.details["fingerprint"]?.text ?? fingerprint
  }
}

extension Entry {
  fileprivate var isAftermath: Bool { details["aftermath"] == .bool(true) }
  fileprivate var catchesRefusals: Bool { statement == "try" || statement?.hasPrefix("assert fails(") == true }
}
