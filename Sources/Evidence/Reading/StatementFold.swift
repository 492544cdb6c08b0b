import AuditLog

/// A statement, and what its records say beyond what a report shows of it.
struct FoldedStatement {
  var statement: Statement
  let path: ItemPath?
  var source: Entry.Source?
  var entityType: String?
  /// Which attempt at its item it belongs to, from 1.
  let attempt: Int64
  /// The objects that it was given.
  var argumentIDs: [String]
  /// States by identifier, from its result.
  var after: [String: String] = [:]
  var writes: [FoldedWrite] = []
  /// Whether the run went back to an earlier statement and took another way since.
  var isLeftBehind = false
}

/// One of several writes of a statement.
struct FoldedWrite {
  let operationID: String
  let number: Int64
  var operation: String
  var argumentIDs: [String]
  var entityIDs: [String]
  var outcome: Outcome
  var at: Timestamp
  var seq: Int64
}

/// Makes one statement of all the records about it: its intents, its results, before and after a resumption.
struct StatementFold {
  private(set) var statements: [FoldedStatement] = []
  private var places: [String: Int] = [:]
  private var placesByOperation: [String: Int] = [:]
  private var writes: [String: (statement: Int, write: Int)] = [:]

  mutating func add(_ record: Record) {
    let entry = record.entry
    if entry.isPart(of: { placesByOperation[$0] != nil }) { return addWrite(record) }
    if entry.details["again"] == .bool(true), let key = entry.key { leaveBehind(after: key) }
    let name = Self.name(of: record)
    let known = places[name].flatMap { entry.begins(after: statements[$0].statement) ? nil : $0 }
    let place = known ?? begin(record, named: name)
    if let id = entry.operationID { placesByOperation[id] = place }
    statements[place].add(record)
  }

  /// What followed on a failure that did not happen after all.
  private mutating func leaveBehind(after key: String) {
    guard let number = Int(key.split(separator: "/").last ?? "") else { return }
    let strand = key.dropLast(key.split(separator: "/").last?.count ?? 0)
    for place in statements.indices {
      guard let other = statements[place].statement.key, other.hasPrefix(strand) else { continue }
      let rest = other.dropFirst(strand.count).prefix { $0 != "/" && $0 != "~" }
      if let later = Int(rest), later > number { statements[place].isLeftBehind = true }
    }
  }

  /// - Returns: Nothing for a write that is a part of a statement.
  func place(of record: Record) -> Int? { places[Self.name(of: record)] }

  private static func name(of record: Record) -> String {
    record.entry.key.map { "k" + $0 } ?? record.entry.operationID.map { "o" + $0 } ?? "s\(record.seq)"
  }

  private mutating func begin(_ record: Record, named name: String) -> Int {
    places[name] = statements.count
    statements.append(FoldedStatement(record))
    return statements.count - 1
  }

  private mutating func addWrite(_ record: Record) {
    let id = record.entry.operationID ?? ""
    if let known = writes[id] { return statements[known.statement].writes[known.write].add(record) }
    let named = record.entry.key.flatMap { places["k" + $0] }
    guard let place = named ?? placesByOperation[record.entry.part.parent] else { return }
    writes[id] = (place, statements[place].writes.count)
    statements[place].writes.append(FoldedWrite(record))
  }
}

extension FoldedStatement {
  init(_ record: Record) {
    let entry = record.entry
    let kind: Statement.Kind =
      switch entry.kind {
      case .check: .check
      case .confirm: .confirm
      case .local: .local
      case .open, .intent, .result, .resume, .close: .command
      }
    statement = Statement(
      kind: kind, key: entry.key, text: entry.statement ?? "", outcome: .unfinished, place: entry.place,
      step: entry.source?.step, item: entry.source?.item, at: record.at, seqs: record.seq...record.seq)
    path = ItemPath(entry)
    source = entry.source
    attempt = entry.source?.attempt ?? 1
    argumentIDs = entry.entityIDs
  }

  mutating func add(_ record: Record) {
    let entry = record.entry
    isLeftBehind = false
    statement.seqs = statement.seqs.lowerBound...max(statement.seqs.upperBound, record.seq)
    statement.effect = entry.effect ?? statement.effect
    statement.operation = entry.operation ?? statement.operation
    statement.operationID = entry.operationID ?? statement.operationID
    statement.entityIDs.add(entry.entityIDs)
    entityType = entry.entityType ?? entityType
    if entry.kind == .intent {
      if statement.outcome != .done { statement.outcome = entry.pendingOutcome }
    } else {
      end(entry)
    }
  }

  private mutating func end(_ entry: Entry) {
    statement.outcome = entry.status.map { Outcome($0) } ?? .done
    statement.tookMicroseconds = entry.tookMicroseconds ?? statement.tookMicroseconds
    statement.attempts = entry.attempts ?? statement.attempts
    statement.error = statement.outcome.isBad ? entry.errorReport : nil
    statement.message = entry.message
    for (id, state) in entry.after?.members ?? [:] { after[id] = state.text ?? state["state"]?.text }
  }
}

extension FoldedWrite {
  init(_ record: Record) {
    let entry = record.entry
    self.init(
      operationID: entry.operationID ?? "", number: entry.part.number, operation: entry.operation ?? "",
      argumentIDs: entry.entityIDs, entityIDs: [], outcome: .inDoubt, at: record.at, seq: record.seq)
    add(record)
  }

  mutating func add(_ record: Record) {
    entityIDs.add(record.entry.entityIDs)
    at = record.at
    seq = record.seq
    if record.entry.kind == .intent {
      if outcome != .done { outcome = .inDoubt }
    } else {
      outcome = record.entry.status.map { Outcome($0) } ?? .done
    }
  }
}

extension [String] {
  /// Those that are not there yet; a statement may name thousands.
  fileprivate mutating func add(_ ids: [String]) {
    var known = Set(self)
    for id in ids where known.insert(id).inserted { append(id) }
  }
}

extension Entry {
  /// Whether it is another statement than the one that had its name: at a prompt names come again.
  fileprivate func begins(after statement: Statement) -> Bool {
    key == nil && kind == .intent && statement.outcome != .inDoubt && statement.outcome != .unfinished
  }

  /// What a statement is whose intent no result follows: what changes nothing leaves no doubt.
  var pendingOutcome: Outcome {
    switch effect {
    case "read", "use", "local": .unfinished
    default: .inDoubt
    }
  }
}
