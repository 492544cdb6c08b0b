extension Checkpoint {
  static let columns = "number, size, root, head, at, signature, peaks"

  /// - Parameter peaks: The frontier of the covered tree, from which the next writer goes on.
  func insert(_ db: any StoreConnection, peaks: [HashValue]) throws {
    try db.run(
      "INSERT INTO checkpoint (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(number), .integer(size), .text(root.description), .text(head.description), .text(at.description),
        .text(Hexadecimal.text(signature)), .text(Self.text(of: peaks)),
      ])
  }

  static func text(of peaks: [HashValue]) -> String { peaks.map(\.description).joined(separator: " ") }

  static func fetchLast(
    _ db: any StoreConnection, store: String
  ) throws -> (checkpoint: Checkpoint, frontier: MerkleFrontier?)? {
    let sql = "SELECT \(columns) FROM checkpoint ORDER BY number DESC LIMIT 1"
    guard let row = try db.row(sql) else { return nil }
    guard let checkpoint = Checkpoint(row, store: store) else { return nil }
    return (checkpoint, frontier(row, of: checkpoint))
  }

  /// Nothing if a column holds what no checkpoint does.
  init?(_ row: StoreRow, store: String) {
    func text(_ name: String) -> String { row.text(name) ?? "" }
    guard let number = row.integer("number"), let size = row.integer("size"),
      let root = HashValue(hex: text("root")), let head = HashValue(hex: text("head")),
      let at = Timestamp(text("at")), let signature = Hexadecimal.bytes(text("signature"))
    else { return nil }
    self.init(number: number, store: store, size: size, root: root, head: head, at: at, signature: signature)
  }

  /// The stored peaks are not signed: they count only if they make the signed root.
  private static func frontier(_ row: StoreRow, of checkpoint: Checkpoint) -> MerkleFrontier? {
    let words = (row.text("peaks") ?? "").split(separator: " ")
    let frontier = MerkleFrontier(size: checkpoint.size, peaks: words.compactMap { HashValue(hex: $0) })
    return frontier?.root == checkpoint.root ? frontier : nil
  }
}
