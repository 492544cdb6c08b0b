import KMIP
import Synchronization

/// What transactions changed, so that it can be taken back.
public final class Journal: Sendable {
  struct Change: Sendable {
    let id: String
    let before: StoredObject?
    let after: StoredObject?
    /// Those that it took away; none where it left them alone.
    let lostGrants: [AccessGrant]
  }

  private let changes = Mutex<[Change]>([])

  public init() {}

  func append(_ more: [Change]) { changes.withLock { $0 += more } }

  func takeAll() -> [Change] {
    changes.withLock { changes in
      defer { changes = [] }
      return changes
    }
  }
}

/// The changes of a transaction that is not committed yet.
final class PendingChanges {
  var changes: [Journal.Change] = []
}

extension ObjectStore {
  /// Takes back everything that is in the journal, the latest change first.
  /// - Throws: `KeyStoreError.changedSince` if one of the objects is not any more as it was left; then all stays.
  public func undo(_ journal: Journal) async throws {
    let changes = journal.takeAll()
    try await transaction { writer in
      for change in changes.reversed() {
        guard try writer.objectWithMaterial(change.id) == change.after else {
          throw KeyStoreError.changedSince(id: change.id)
        }
        switch (change.before, change.after) {
        case (let before?, nil):
          try writer.insert(before)
          try writer.restore(change.lostGrants, of: change.id)
        case (let before?, _?):
          try writer.update(before)
          try writer.restore(change.lostGrants, of: change.id)
        case (nil, _?): try writer.delete(change.id)
        case (nil, nil): break
        }
      }
    }
  }
}
