import KMIP
import KeyStore

/// Rights that are to be given or taken back.
struct AccessChange {
  let user: String
  /// None where only the right to create is meant.
  let id: String?
  let rights: Set<AccessRight>
  let isGrant: Bool

  init(_ document: GrantDocument, isGrant: Bool) throws {
    user = document.user
    id = document.id.flatMap { $0.isEmpty ? nil : $0 }
    self.isGrant = isGrant
    var rights: Set<AccessRight> = []
    for word in document.rights {
      guard let right = AccessRight(wire: word) else { throw WebFailure.invalid("there is no right \"\(word)\"") }
      rights.insert(right)
    }
    self.rights = rights
    guard !user.isEmpty, user.utf8.count <= 256, !user.utf8.contains(0) else {
      throw WebFailure.invalid("a user has a name of 1 to 256 bytes")
    }
    guard !rights.isEmpty else { throw WebFailure.invalid("no right is named") }
    guard id != nil || rights == [.create] else {
      throw WebFailure.invalid("every right but create is one to an object: its identifier is missing")
    }
  }

  var subject: String { id ?? "the creation of objects" }
  var rightsToObject: Set<AccessRight> { rights.subtracting([.create]) }
}

extension EmbeddedKMS {
  func perform(_ change: AccessChange, as user: String) async throws {
    if change.rights.contains(.create) { try checkPrivilege(of: user, for: change) }
    try await store.transaction { writer in
      if let id = change.id, !change.rightsToObject.isEmpty {
        try checkOwnership(of: id, by: user, in: writer.reader)
        if change.user == user { throw WebFailure.unauthorized(change.refusalOfSelf) }
        if change.isGrant {
          try writer.grant(change.rightsToObject, of: id, to: change.user)
        } else {
          try writer.revoke(change.rightsToObject, of: id, from: change.user)
        }
      }
      guard change.rights.contains(.create) else { return }
      if change.isGrant {
        try writer.grantCreation(to: change.user)
      } else {
        try writer.revokeCreation(from: change.user)
      }
    }
  }

  private func checkPrivilege(of user: String, for change: AccessChange) throws {
    guard settings.privilegedUsers.contains(user) else {
      throw WebFailure.unauthorized("only a privileged user grants the right to create, or takes it back")
    }
    guard !settings.privilegedUsers.contains(change.user) else {
      throw WebFailure.unauthorized("\(change.user) is a privileged user, who needs no right to create")
    }
  }

  /// Everyone where nobody is privileged.
  func mayCreate(_ user: String) async throws -> Bool {
    if settings.privilegedUsers.isEmpty || settings.privilegedUsers.contains(user) { return true }
    return try await store.read { try $0.mayCreate(user) }
  }

  func checkCreation(by identity: Identity) async throws {
    guard try await mayCreate(identity.name) else {
      throw OperationFailure(
        .permissionDenied, "DENIED: user \(identity.name) does not have the right to create objects")
    }
  }
}

extension AccessChange {
  fileprivate var refusalOfSelf: String {
    isGrant
      ? "you can't grant yourself, you have already all rights on your own objects"
      : "you can't revoke yourself, you keep all rights on your own objects"
  }
}

/// Says the same of what is another's and of what is not there.
func checkOwnership(of id: String, by user: String, in store: StoreReader) throws {
  guard try store.object(id)?.owner == user else {
    throw WebFailure.unauthorized("object with uid `\(id)` is not owned by owner `\(user)`")
  }
}
