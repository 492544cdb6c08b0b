import GRDB

/// A row as it lies in the table, beside what its record says of itself.
struct StoredRow {
  private(set) var seq: Int64
  let computedHash: HashValue
  let storedHash: HashValue?
  /// Nothing if the record is not canonical JSON.
  let members: [String: JSONValue]?
  private let columns: [DatabaseValue]
  private let isWhole: Bool

  static let query: String = {
    let names = Column.allCases.map(\.rawValue) + ["record", "hash"]
    let size = names.map { "coalesce(length(CAST(\($0) AS BLOB)), 0)" }.joined(separator: " + ")
    return "SELECT \(names.joined(separator: ", ")), \(size) AS size FROM audit_log"
  }()

  init(_ row: Row) {
    let values = Array(row.databaseValues)
    columns = Array(values.prefix(Column.allCases.count))
    let record = String.fromDatabaseValue(row["record"]) ?? ""
    let isText = if case .string = (row["record"] as DatabaseValue).storage { true } else { false }
    seq = Int64.fromDatabaseValue(row["seq"]) ?? 0
    computedHash = .leaf(record.utf8)
    storedHash = HashValue(hex: String.fromDatabaseValue(row["hash"]) ?? "")
    members = isText ? JSONValue(canonical: record)?.members : nil
    isWhole = values.dropLast().reduce(0) { $0 + Self.size($1) } == Int.fromDatabaseValue(row["size"])
  }

  func placed(at seq: Int64) -> StoredRow {
    var row = self
    row.seq = seq
    return row
  }

  var recordSeq: Int64? { if case .int(let seq) = members?["seq"] { seq } else { nil } }
  var previous: HashValue? { members?["previous"]?.text.flatMap { HashValue(hex: $0) } }
  var at: Timestamp? { members?["at"]?.text.flatMap { Timestamp($0) } }
  var isSealed: Bool { members != nil && storedHash == computedHash }

  /// The columns that differ from the record; `seq` is a matter of the chain.
  var editedColumns: [Column] {
    guard let members else { return [] }
    return zip(Column.allCases, columns).compactMap { column, value in
      column == .seq || Self.areSame(value, column.value(in: members)) ? nil : column
    }
  }

  /// Whether something lies behind a zero byte, where SQLite's text seems to end.
  var hasHiddenBytes: Bool { !isWhole }

  // Byte for byte: Swift's strings are equal where Unicode has two spellings.
  private static func areSame(_ left: DatabaseValue, _ right: DatabaseValue) -> Bool {
    if case .string(let left) = left.storage, case .string(let right) = right.storage {
      return left.utf8.elementsEqual(right.utf8)
    }
    return left.storage == right.storage
  }

  private static func size(_ value: DatabaseValue) -> Int {
    switch value.storage {
    case .null: 0
    case .int64(let number): String(number).utf8.count
    case .double: 0
    case .string(let text): text.utf8.count
    case .blob(let bytes): bytes.count
    }
  }
}
