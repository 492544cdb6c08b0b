import KMIP
import KeyStore

extension EmbeddedKMS {
  private static let batch = 256

  /// Replaces every object whose rotation policy says that it is time (KMIP 2.1 §4.48), each as its owner would.
  ///
  /// One that cannot be replaced is reported and does not stop the others.
  /// - Returns: How many were replaced.
  @discardableResult
  public func rotateDue() async throws -> Int {
    let moment = now
    try await context(Identity(name: "")).settleDue()
    var (count, last): (Int, DueRotation?) = (0, nil)
    while true {
      let after = last
      let due = try await store.read {
        try $0.dueRotations(at: moment.seconds, after: after, limit: Self.batch)
      }
      for rotation in due {
        try Task.checkCancellation()
        if await rotate(rotation) { count += 1 }
      }
      guard due.count == Self.batch else { return count }
      last = due.last
    }
  }

  private func rotate(_ rotation: DueRotation) async -> Bool {
    var context = context(Identity(name: rotation.owner))
    context.isScheduled = true
    do {
      let new = try await context.rotate(rotation.id)
      report("\(rotation.id) was replaced by \(new), as its rotation policy says")
      return true
    } catch is CancellationError { return false } catch {
      report("\(rotation.id) is due to be replaced and cannot be: \(OperationFailure(error).message)")
      return false
    }
  }
}

extension Context {
  fileprivate mutating func rotate(_ id: String) async throws -> String {
    let identifier = UniqueIdentifier.text(id)
    let type = try await object(id).type
    switch type {
    case .symmetricKey:
      return try await ReKey(uniqueIdentifier: identifier).response(in: &self).uniqueIdentifier.description
    case .privateKey:
      return try await ReKeyKeyPair(privateKeyUniqueIdentifier: identifier).response(in: &self)
        .privateKeyUniqueIdentifier.description
    case .certificate:
      return try await ReCertify(uniqueIdentifier: identifier).response(in: &self).uniqueIdentifier.description
    default: throw OperationFailure(.invalidObjectType, "objects of type \(type.name) are not rotated")
    }
  }
}
