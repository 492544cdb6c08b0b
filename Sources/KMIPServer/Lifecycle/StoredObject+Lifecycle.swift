import KMIP
import KeyStore

extension StoredObject {
  var state: State { attributes.state ?? .preActive }

  var isDestroyed: Bool { state == .destroyed || state == .destroyedCompromised }

  var isArchived: Bool { attributes.archiveDate != nil }

  /// Refuses what is archived (KMIP 2.1 §6.1.4).
  func checkPresence() throws(OperationFailure) {
    guard isArchived else { return }
    throw OperationFailure(.objectArchived, "DENIED: object \(id) is archived: recover it first")
  }

  /// Changes the state and the date that belongs to it.
  mutating func undergo(_ event: LifecycleEvent, at now: DateTime) throws(OperationFailure) {
    guard let next = Lifecycle.next(after: state, event) else {
      throw OperationFailure(
        .wrongKeyLifecycleState, "DENIED: cannot \(event) object \(id): its state is \(state.name)")
    }
    guard next != state else { return }
    attributes.state = next
    attributes.lastChangeDate = now
    switch event {
    case .activate: attributes.activationDate = now
    case .deactivate: attributes.deactivationDate = now
    case .compromise: attributes.compromiseDate = now
    case .destroy: attributes.destroyDate = now
    }
  }

  /// The object as its dates have made it by now (KMIP 2.1 §4.1, §4.18).
  func settled(at now: DateTime) -> StoredObject {
    var object = self
    if object.state == .preActive, let date = attributes.activationDate, date <= now {
      object.attributes.state = .active
    }
    if object.state == .active, let date = attributes.deactivationDate, date <= now {
      object.attributes.state = .deactivated
    }
    return object
  }
}
