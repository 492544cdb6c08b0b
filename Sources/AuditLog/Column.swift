/// The columns that repeat a member of the record, so that it can be queried; each is named as the member is.
enum Column: String, CaseIterable {
  case seq, session, at, kind, statement, source, effect, operation
  case operationID = "operation_id"
  case entityType = "entity_type"
  case entityIDs = "entity_ids"
  case status, reason, message
  case took = "took_us"
  case attempts, before, after, details, previous

  static let list = allCases.map(\.rawValue).joined(separator: ", ")

  func value(in members: [String: JSONValue]) -> StoreValue {
    guard let value = members[rawValue] else { return .null }
    if isInteger, let number = value.integer { return .integer(number) }
    return Self.text(value.text ?? value.canonical)
  }

  private var isInteger: Bool { [.seq, .took, .attempts].contains(self) }

  // A database's text ends at the first zero byte; the record has it escaped, the column shows a sign for it.
  private static func text(_ text: String) -> StoreValue {
    guard text.utf8.contains(0) else { return .text(text) }
    return .text(String(text.map { $0 == "\0" ? "␀" : $0 }))
  }
}
