import KMIP
import KMIPCrypto
import KeyStore

extension ReKeyKeyPair: Handled {
  func response(in context: inout Context) async throws -> Response {
    let old = try await sources(in: context)
    let replacement = Replacement(offset: offset, in: context)
    let pair = try await makeReplacement(of: old, replacement, context)
    let access = context.access
    let kept = try await context.store.transaction { writer in
      var (oldPrivate, newPrivate) = (try access.object(old.privateKey.id, in: writer.reader), pair.privateKey)
      var (oldPublic, newPublic) = (try access.object(old.publicKey.id, in: writer.reader), pair.publicKey)
      try Replacement.check(oldPrivate, as: "private key")
      replacement.exchange(&oldPrivate, &newPrivate)
      replacement.exchange(&oldPublic, &newPublic)
      return try access.replace([(oldPrivate, newPrivate), (oldPublic, newPublic)], writer)
    }
    context.reportUnread(kept, old.privateKey.id)
    context.leave(pair.publicKey.id, as: .reKeyKeyPairPublicKey)
    context.leave(pair.privateKey.id, as: .reKeyKeyPair, .reKeyKeyPairPrivateKey)
    return Response(
      privateKeyUniqueIdentifier: .text(pair.privateKey.id), publicKeyUniqueIdentifier: .text(pair.publicKey.id))
  }

  private typealias Pair = (privateKey: StoredObject, publicKey: StoredObject)

  private func sources(in context: Context) async throws -> Pair {
    let named = try await context.object(named: privateKeyUniqueIdentifier, prefersSet: !context.isScheduled)
    let id = CryptographicUse.sign.half(of: try await context.object(named))
    let privateKey = try await context.object(id)
    guard privateKey.type == .privateKey else {
      throw OperationFailure(.invalidObjectType, "object \(id) is \(privateKey.type.name), not a private key")
    }
    try Replacement.check(privateKey, as: "private key")
    for asked in [commonAttributes, privateKeyAttributes, publicKeyAttributes] {
      try Replacement.check(asked, against: privateKey.attributes)
    }
    guard let publicID = privateKey.attributes.link(.publicKeyLink) else {
      throw OperationFailure(.invalidAttribute, "private key \(id) has no PublicKeyLink: its public key is not known")
    }
    return (privateKey, try await context.object(publicID))
  }

  private func makeReplacement(of old: Pair, _ replacement: Replacement, _ context: Context) async throws -> Pair {
    let attributes = KeyPairAttributes(
      common: commonAttributes,
      privateKey: replacement.attributes(after: old.privateKey, asked: privateKeyAttributes),
      publicKey: replacement.attributes(after: old.publicKey, asked: publicKeyAttributes))
    let id = try await replacement.identifier(after: old.privateKey, in: context)
    return try attributes.objects(try attributes.generate(), (id, id + "_pk"), in: context)
  }
}
