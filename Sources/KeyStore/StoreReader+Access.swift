import GRDB
public import KMIP

extension StoreReader {
  /// What a user was given of an object that is another's, and what everybody was.
  public func rights(of user: String, to id: String) throws -> Set<AccessRight> {
    let words = try String.fetchAll(
      db,
      sql: """
        SELECT right FROM access WHERE user IN (?, ?) AND object = (SELECT number FROM object WHERE id = ?)
        """, arguments: [user, AccessGrant.everybody, id])
    return Set(words.compactMap(AccessRight.init(wire:)))
  }

  /// By user, in alphabetical order.
  public func grants(to id: String) throws -> [AccessGrant] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT user, right FROM access WHERE object = (SELECT number FROM object WHERE id = ?) ORDER BY user, right
        """, arguments: [id])
    return rows.reduce(into: []) { grants, row in
      guard let right = AccessRight(wire: row["right"]) else { return }
      let user: String = row["user"]
      if grants.last?.user != user { grants.append(AccessGrant(user: user, rights: [])) }
      grants[grants.count - 1].rights.insert(right)
    }
  }

  /// Objects of others that a user was given a right to, in the order of their creation.
  public func granted(to user: String) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT id FROM object WHERE owner <> ? AND number IN (SELECT object FROM access WHERE user IN (?, ?))
        ORDER BY number
        """, arguments: [user, user, AccessGrant.everybody])
  }

  func hasGrants(_ user: String) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM access WHERE user IN (?, ?))", arguments: [user, AccessGrant.everybody])
      ?? false
  }

  /// Whether a user, or everybody, was given the right to create objects.
  public func mayCreate(_ user: String) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM creator WHERE user IN (?, ?))", arguments: [user, AccessGrant.everybody])
      ?? false
  }
}

extension StoreWriter {
  /// Adds to what the user may do already.
  public func grant(_ rights: Set<AccessRight>, of id: String, to user: String) throws {
    for right in rights {
      try db.execute(
        sql: "INSERT OR IGNORE INTO access SELECT number, ?, ? FROM object WHERE id = ?",
        arguments: [user, right.wire, id])
    }
  }

  public func revoke(_ rights: Set<AccessRight>, of id: String, from user: String) throws {
    for right in rights {
      try db.execute(
        sql: """
          DELETE FROM access WHERE user = ? AND right = ? AND object = (SELECT number FROM object WHERE id = ?)
          """, arguments: [user, right.wire, id])
    }
  }

  /// Takes every right to an object back.
  public func revokeAll(of id: String) throws { try recording(id) { try removeGrants(of: id) } }

  public func grantCreation(to user: String) throws {
    try db.execute(sql: "INSERT OR IGNORE INTO creator VALUES (?)", arguments: [user])
  }

  public func revokeCreation(from user: String) throws {
    try db.execute(sql: "DELETE FROM creator WHERE user = ?", arguments: [user])
  }

  func restore(_ grants: [AccessGrant], of id: String) throws {
    for grant in grants { try self.grant(grant.rights, of: id, to: grant.user) }
  }

  private func removeGrants(of id: String) throws {
    try db.execute(
      sql: "DELETE FROM access WHERE object = (SELECT number FROM object WHERE id = ?)", arguments: [id])
  }
}
