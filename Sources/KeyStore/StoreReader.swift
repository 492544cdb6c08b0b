import FoundationEssentials
import GRDB
import KMIP
import TTLV

/// Looks at the store within `ObjectStore.read` or a transaction.
public struct StoreReader {
  let db: Database
  let key: MasterKey
  let path: String

  /// The object without its material.
  public func object(_ id: String) throws -> StoredObject? { try row(id).map { try stored($0) } }

  /// The object with its material, unless that was destroyed.
  public func objectWithMaterial(_ id: String) throws -> StoredObject? {
    guard let row = try row(id) else { return nil }
    var object = try stored(row)
    if let sealed = [UInt8](
      try Data.fetchOne(db, sql: "SELECT material FROM object WHERE number = ?", arguments: [row.number]))
    {
      object.content = .present(try open(sealed, id: id))
    }
    return object
  }

  public func contains(_ id: String) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM object WHERE id = ?)", arguments: [id]) ?? false
  }

  /// The objects whose state changes by itself at or before a moment.
  public func due(at seconds: Int64) throws -> [String] {
    try String.fetchAll(
      db, sql: "SELECT id FROM object WHERE due IS NOT NULL AND due <= ? ORDER BY due", arguments: [seconds])
  }

  private func row(_ id: String) throws -> ObjectRow? {
    try Row.fetchOne(db, sql: "SELECT \(ObjectRow.columns) FROM object WHERE id = ?", arguments: [id])
      .map { ObjectRow($0) }
  }

  private func stored(_ row: ObjectRow) throws -> StoredObject {
    StoredObject(
      id: row.id, type: row.type, owner: row.owner, attributes: try row.attributes(),
      content: row.isAbsent ? .absent : .unread)
  }

  private func open(_ sealed: [UInt8], id: String) throws -> ManagedObject {
    let bytes = try key.open(sealed, id: id)
    do { return try ManagedObject(Item(decoding: bytes)) } catch { throw KeyStoreError.tampered(id: id) }
  }
}
