import GRDB
import KMIP
import TTLV

/// Looks at the store and changes it within `ObjectStore.transaction`.
public struct StoreWriter {
  public let reader: StoreReader
  var pending: PendingChanges?

  var db: Database { reader.db }

  public func object(_ id: String) throws -> StoredObject? { try reader.object(id) }
  public func objectWithMaterial(_ id: String) throws -> StoredObject? { try reader.objectWithMaterial(id) }

  public func insert(_ object: StoredObject) throws { try recording(object.id) { try add(object) } }

  /// Writes owner, attributes and, unless it was not read, content.
  public func update(_ object: StoredObject) throws { try recording(object.id) { try change(object) } }

  /// Leaves nothing of the object.
  public func delete(_ id: String) throws { try recording(id) { try remove(id) } }

  func recording(_ id: String, _ body: () throws -> Void) throws {
    guard let pending else { return try body() }
    let (before, grants) = (try objectWithMaterial(id), try reader.grants(to: id))
    try body()
    let lost = try reader.grants(to: id) == grants ? [] : grants
    pending.changes.append(.object(id: id, before: before, after: try objectWithMaterial(id), lostGrants: lost))
  }

  private func add(_ object: StoredObject) throws {
    if try reader.contains(object.id) { throw KeyStoreError.alreadyExists(id: object.id) }
    var arguments = IndexedColumns(attributes: object.attributes).arguments
    arguments += ["id": object.id, "owner": object.owner, "type": Int64(object.type.rawValue)]
    arguments += ["material": try sealed(object)?.databaseBlob]
    try db.execute(
      sql: """
        INSERT INTO object (id, owner, type, state, algorithm, length, usage, format, due, rotation, attributes,
          material)
        VALUES (:id, :owner, :type, :state, :algorithm, :length, :usage, :format, :due, :rotation, :attributes,
          :material)
        """, arguments: arguments)
    try insertTerms(object.attributes, number: db.lastInsertedRowID)
  }

  private func change(_ object: StoredObject) throws {
    let number = try Int64.fetchOne(db, sql: "SELECT number FROM object WHERE id = ?", arguments: [object.id])
    guard let number else { throw KeyStoreError.notFound(id: object.id) }
    var arguments = IndexedColumns(attributes: object.attributes).arguments
    arguments += ["number": number, "owner": object.owner]
    try db.execute(
      sql: """
        UPDATE object SET owner = :owner, state = :state, algorithm = :algorithm, length = :length, usage = :usage,
          format = :format, due = :due, rotation = :rotation, attributes = :attributes WHERE number = :number
        """, arguments: arguments)
    if object.content != .unread {
      try db.execute(
        sql: "UPDATE object SET material = ? WHERE number = ?",
        arguments: [try sealed(object)?.databaseBlob, number])
    }
    try db.execute(sql: "DELETE FROM term WHERE object = ?", arguments: [number])
    try insertTerms(object.attributes, number: number)
  }

  private func remove(_ id: String) throws {
    try db.execute(sql: "DELETE FROM object WHERE id = ?", arguments: [id])
    guard db.changesCount == 1 else { throw KeyStoreError.notFound(id: id) }
  }

  private func sealed(_ object: StoredObject) throws -> [UInt8]? {
    guard let material = object.object else { return nil }
    return try reader.key.seal(material.item.encoded(), id: object.id)
  }

  private func insertTerms(_ attributes: Attributes, number: Int64) throws {
    for term in Term.all(attributes) {
      try db.execute(
        sql: "INSERT INTO term VALUES (?, ?, ?)", arguments: [number, term.kind.rawValue, term.text])
    }
  }
}
