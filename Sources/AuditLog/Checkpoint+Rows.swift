import GRDB

extension Checkpoint {
  static let columns = "number, size, root, head, at, signature, peaks"

  /// - Parameter peaks: The frontier of the covered tree, from which the next writer goes on.
  func insert(_ db: Database, peaks: [HashValue]) throws {
    try db.execute(
      sql: "INSERT INTO checkpoint (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        number, size, root.description, head.description, at.description, Hexadecimal.text(signature),
        peaks.map(\.description).joined(separator: " "),
      ])
  }

  static func fetchLast(_ db: Database, store: String) throws -> (checkpoint: Checkpoint, frontier: MerkleFrontier?)? {
    let sql = "SELECT \(columns) FROM checkpoint ORDER BY number DESC LIMIT 1"
    guard let row = try Row.fetchOne(db.cachedStatement(sql: sql)) else { return nil }
    guard let checkpoint = Checkpoint(row, store: store) else { return nil }
    return (checkpoint, frontier(row, of: checkpoint))
  }

  /// Nothing if a column holds what no checkpoint does.
  init?(_ row: Row, store: String) {
    func text(_ name: String) -> String { String.fromDatabaseValue(row[name]) ?? "" }
    guard let number = Int64.fromDatabaseValue(row["number"]), let size = Int64.fromDatabaseValue(row["size"]),
      let root = HashValue(hex: text("root")), let head = HashValue(hex: text("head")),
      let at = Timestamp(text("at")), let signature = Hexadecimal.bytes(text("signature"))
    else { return nil }
    self.init(number: number, store: store, size: size, root: root, head: head, at: at, signature: signature)
  }

  /// The stored peaks are not signed: they count only if they make the signed root.
  private static func frontier(_ row: Row, of checkpoint: Checkpoint) -> MerkleFrontier? {
    let words = (String.fromDatabaseValue(row["peaks"]) ?? "").split(separator: " ")
    let frontier = MerkleFrontier(size: checkpoint.size, peaks: words.compactMap { HashValue(hex: $0) })
    return frontier?.root == checkpoint.root ? frontier : nil
  }
}
