import KMIP
import KMIPCrypto
import KeyStore
import TTLV

extension ReCertify: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try await context.object(named: uniqueIdentifier, prefersSet: !context.isScheduled)
    let old = try await context.objectWithMaterial(id, missing: .itemNotFound)
    guard certificateRequestValue == nil, certificateRequestUniqueIdentifier == nil else {
      throw OperationFailure(.featureNotSupported, "Re-certify takes no certificate request: use Certify")
    }
    let replacement = Replacement(offset: offset, in: context)
    let renewal = try await Renewal(of: old, attributes, start: replacement.start, in: context).certificate
    let new = try await stored(renewal, after: old, replacement, in: context)
    let access = context.access
    try await context.store.transaction { writer in
      var (old, new) = (try access.objectAtHand(id, in: writer.reader), new)
      // The old certificate stays as it is: it is good for what it was used for.
      replacement.exchange(&old, &new, retires: false)
      _ = try access.replace([(old, new)], writer)
      try renewal.link(new.id, access, writer)
    }
    context.leave(new.id, as: .reCertify)
    return Response(uniqueIdentifier: .text(new.id))
  }

  private func stored(
    _ renewal: NewCertificate, after old: StoredObject, _ replacement: Replacement, in context: Context
  ) async throws -> StoredObject {
    let asked = try NewObject.identifier(attributes)
    let isAsked = attributes?.uniqueIdentifier == .text(asked)
    let id = isAsked ? asked : try await replacement.identifier(after: old, in: context)
    var new = try renewal.stored(as: id, in: context)
    let given = new.attributes
    new.attributes.items += old.attributes.items.filter { Self.inherited.contains($0.tag) && !given.contains($0.tag) }
    new.attributes.names += old.attributes.names.filter { !given.names.contains($0) }
    if replacement.start > context.now {
      new.attributes.activationDate = replacement.start
      new.attributes.state = .preActive
    }
    return new
  }

  private static let inherited: Set<Tag> = [
    .attribute, .objectGroup, .applicationSpecificInformation, .contactInformation, .description, .comment,
    .alternativeName, .rotateName, .rotateOffset, .cryptographicUsageMask,
  ]
}
