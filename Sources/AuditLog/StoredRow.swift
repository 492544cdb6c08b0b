/// A row as it lies in the table, beside what its record says of itself.
struct StoredRow {
  private(set) var seq: Int64
  let computedHash: HashValue
  let storedHash: HashValue?
  /// Nothing if the record is not canonical JSON.
  let members: [String: JSONValue]?
  let recordSeq: Int64?
  let previous: HashValue?
  let at: Timestamp?
  /// The columns that differ from the record; `seq` is a matter of the chain.
  let editedColumns: [Column]
  /// Whether something lies behind a zero byte, where SQLite's text seems to end.
  let hasHiddenBytes: Bool

  static func query(_ dialect: Dialect) -> String {
    let names = Column.allCases.map(\.rawValue) + ["record", "hash"]
    let size = names.map { dialect.byteCount(of: $0) }.joined(separator: " + ")
    return "SELECT \(names.joined(separator: ", ")), \(size) AS size FROM audit_log"
  }

  init(_ row: StoreRow) {
    self.init(
      columns: Array(row.values.prefix(Column.allCases.count)), record: row["record"], hash: row["hash"],
      size: row.integer("size").map { Int($0) })
  }

  /// - Parameter columns: In the order of `Column`.
  /// - Parameter size: How many bytes all of it has in the table; nothing where no byte can hide.
  init(columns: [StoreValue], record: StoreValue, hash: StoreValue, size: Int? = nil) {
    let text = record.text ?? ""
    let isText = if case .text = record { true } else { false }
    seq = columns.first?.integer ?? 0
    computedHash = .leaf(text.utf8)
    storedHash = HashValue(hex: hash.text ?? "")
    members = isText ? JSONValue(canonical: text)?.members : nil
    recordSeq = if case .int(let seq) = members?["seq"] { seq } else { nil }
    previous = members?["previous"]?.text.flatMap { HashValue(hex: $0) }
    at = members?["at"]?.text.flatMap { Timestamp($0) }
    editedColumns = members.map { Self.differences(columns, $0) } ?? []
    hasHiddenBytes = size.map { $0 != (columns + [record, hash]).reduce(0) { $0 + Self.size($1) } } ?? false
  }

  func placed(at seq: Int64) -> StoredRow {
    var row = self
    row.seq = seq
    return row
  }

  var session: String? { members?["session"]?.text }
  var isSealed: Bool { members != nil && storedHash == computedHash }

  private static func differences(_ columns: [StoreValue], _ members: [String: JSONValue]) -> [Column] {
    zip(Column.allCases, columns).compactMap { column, value in
      column == .seq || areSame(value, column.value(in: members)) ? nil : column
    }
  }

  // Byte for byte: Swift's strings are equal where Unicode has two spellings.
  private static func areSame(_ left: StoreValue, _ right: StoreValue) -> Bool {
    if case .text(let left) = left, case .text(let right) = right {
      return left.utf8.elementsEqual(right.utf8)
    }
    return left == right
  }

  private static func size(_ value: StoreValue) -> Int {
    switch value {
    case .null: 0
    case .integer(let number): String(number).utf8.count
    case .real: 0
    case .text(let text): text.utf8.count
    case .blob(let bytes): bytes.count
    }
  }
}
