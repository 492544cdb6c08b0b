/// The columns that repeat a member of the record, so that it can be queried; each is named as the member is.
enum Column: String, CaseIterable {
  case seq, session, at, kind, statement, source, effect, operation
  case operationID = "operation_id"
  case entityType = "entity_type"
  case entityIDs = "entity_ids"
  case status, reason, message
  case took = "took_us"
  case attempts, before, after, details, previous

  /// The members of a record in their canonical order (RFC 8785): each with its place among the columns.
  static let canonical = Array(allCases.enumerated()).sorted { $0.element.rawValue < $1.element.rawValue }
    .map { Member(column: $0.element, place: $0.offset) }

  struct Member: Sendable {
    let column: Column
    let place: Int
    /// The name in quotation marks, and the colon.
    let head: [UInt8]

    init(column: Column, place: Int) {
      self.column = column
      self.place = place
      head = Array("\"\(column.rawValue)\":".utf8)
    }
  }

  static let list = allCases.map(\.rawValue).joined(separator: ", ")

  func value(in members: [String: JSONValue]) -> StoreValue {
    guard let value = members[rawValue] else { return .null }
    return stored(value) ?? Self.text(value.canonical)
  }

  /// What the column holds of a member; nothing if that is its canonical form.
  func stored(_ value: JSONValue) -> StoreValue? {
    if isInteger, let number = value.integer { return .integer(number) }
    return value.text.map(Self.text)
  }

  private var isInteger: Bool { [.seq, .took, .attempts].contains(self) }

  // A database's text ends at the first zero byte; the record has it escaped, the column shows a sign for it.
  static func text(_ text: String) -> StoreValue {
    guard text.utf8.contains(0) else { return .text(text) }
    return .text(String(text.map { $0 == "\0" ? "␀" : $0 }))
  }
}
