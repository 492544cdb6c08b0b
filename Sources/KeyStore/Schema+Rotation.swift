import GRDB
import KMIP

extension Schema {
  /// Tells of the objects in an older store when they are replaced, and under which texts they are found.
  static func addRotations(_ db: Database) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT \(ObjectRow.columns) FROM object")
    while let row = try rows.next().map({ ObjectRow($0) }) { try addRotation(db, row.number, row.attributes()) }
  }

  private static func addRotation(_ db: Database, _ number: Int64, _ attributes: Attributes) throws {
    if let rotation = RotationPolicy(attributes).due(for: attributes) {
      try db.execute(sql: "UPDATE object SET rotation = ? WHERE number = ?", arguments: [rotation, number])
    }
    try db.execute(sql: "DELETE FROM term WHERE object = ?", arguments: [number])
    for term in Term.all(attributes) {
      try db.execute(sql: "INSERT INTO term VALUES (?, ?, ?)", arguments: [number, term.kind.rawValue, term.text])
    }
  }
}
