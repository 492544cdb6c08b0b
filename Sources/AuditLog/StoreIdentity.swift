import GRDB

/// What a store says of itself.
struct StoreIdentity: Hashable, Sendable {
  let id: String
  let publicKey: String

  static func fetch(_ db: Database, path: String) throws -> StoreIdentity {
    guard let row = try Row.fetchOne(db, sql: "SELECT id, public_key FROM store"),
      let id = String.fromDatabaseValue(row["id"]), let publicKey = String.fromDatabaseValue(row["public_key"])
    else { throw AuditError.corrupt(path: path, cause: "it does not say which store it is") }
    return StoreIdentity(id: id, publicKey: publicKey)
  }
}
