import KMIP
import KMIPCrypto
import KeyStore

extension ReKey: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try await context.object(named: uniqueIdentifier, prefersSet: !context.isScheduled)
    let replacement = Replacement(offset: offset, in: context)
    let old = try await source(id, context)
    let new = try await makeReplacement(of: old, replacement, context)
    let access = context.access
    let kept = try await context.store.transaction { writer in
      var (old, new) = (try access.object(id, in: writer.reader), new)
      try Replacement.check(old, as: "symmetric key")
      replacement.exchange(&old, &new)
      return try access.replace([(old, new)], writer)
    }
    context.reportUnread(kept, id)
    context.leave(new.id, as: .reKey)
    return Response(uniqueIdentifier: .text(new.id))
  }

  private func source(_ id: String, _ context: Context) async throws -> StoredObject {
    let old: StoredObject
    do { old = try await context.object(id) } catch let failure as OperationFailure {
      throw OperationFailure(failure.reason, "no active symmetric key found: \(failure.message)")
    }
    guard old.type == .symmetricKey else {
      throw OperationFailure(.invalidObjectType, "no active symmetric key found: object \(id) is \(old.type.name)")
    }
    try Replacement.check(old, as: "symmetric key")
    try Replacement.check(attributes, against: old.attributes)
    return old
  }

  private func makeReplacement(
    of old: StoredObject, _ replacement: Replacement, _ context: Context
  ) async throws -> StoredObject {
    guard let algorithm = old.attributes.cryptographicAlgorithm, let length = old.attributes.cryptographicLength else {
      throw OperationFailure(.invalidAttribute, "object \(old.id) has no cryptographic algorithm and length")
    }
    let secret = try KeyGeneration.symmetricKey(algorithm, length: length)
    let key = try CryptographicKey(symmetric: secret, algorithm: algorithm, length: length)
    return try NewObject(
      id: try await replacement.identifier(after: old, in: context), object: .symmetricKey(key),
      given: replacement.attributes(after: old, asked: attributes)
    ).stored(in: context)
  }
}
