import KMIP
import Synchronization

/// What transactions changed, so that it can be taken back.
public final class Journal: Sendable {
  enum Change: Sendable {
    /// - Parameter lostGrants: Those that it took away; none where it left them alone.
    case object(id: String, before: StoredObject?, after: StoredObject?, lostGrants: [AccessGrant])
    case setting(Setting, before: [UInt8]?, after: [UInt8]?)
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
      for change in changes.reversed() { try writer.takeBack(change) }
    }
  }
}

extension StoreWriter {
  fileprivate func takeBack(_ change: Journal.Change) throws {
    switch change {
    case .object(let id, let before, let after, let lostGrants):
      guard try objectWithMaterial(id) == after else { throw KeyStoreError.changedSince(id: id) }
      switch (before, after) {
      case (let before?, nil):
        try insert(before)
        try restore(lostGrants, of: id)
      case (let before?, _?):
        try update(before)
        try restore(lostGrants, of: id)
      case (nil, _?): try delete(id)
      case (nil, nil): break
      }
    case .setting(let setting, let before, let after):
      guard try reader.value(of: setting) == after else { throw KeyStoreError.changedSince(id: setting.name) }
      try set(setting, to: before)
    }
  }
}
