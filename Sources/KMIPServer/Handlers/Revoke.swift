import KMIP
import KeyStore

extension Revoke: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let (access, cascades, request) = (context.access, context.extensions.cascades, self)
    try await context.store.transaction { writer in
      var object = try access.objectAtHand(id, in: writer.reader, missing: .itemNotFound)
      try request.revoke(&object, at: access.now)
      try writer.update(object)
      guard cascades, var other = try access.otherHalf(of: object, in: writer.reader) else { return }
      try request.revoke(&other, at: access.now)
      try writer.update(other)
    }
    return Response(uniqueIdentifier: .text(id))
  }

  private func revoke(_ object: inout StoredObject, at now: DateTime) throws(OperationFailure) {
    let isCompromise = [.keyCompromise, .caCompromise].contains(revocationReason.revocationReasonCode)
    try object.undergo(isCompromise ? .compromise : .deactivate, at: now)
    object.attributes.revocationReason = revocationReason
    // Where nobody knows since when, the object was never safe (KMIP 2.1 §4.12).
    guard isCompromise else { return }
    object.attributes.compromiseOccurrenceDate = compromiseOccurrenceDate ?? object.attributes.initialDate
  }
}

extension Access {
  /// The public key of a private one, and the reverse, unless it is gone.
  func otherHalf(of object: StoredObject, in store: StoreReader) throws -> StoredObject? {
    let link: LinkType = object.type == .privateKey ? .publicKeyLink : .privateKeyLink
    guard object.type == .privateKey || object.type == .publicKey, let id = object.attributes.link(link),
      let other = try find(id, in: store), !other.isDestroyed
    else { return nil }
    return other
  }
}
