import KMIP
import KMIPCrypto
import KeyStore

extension ReCertify: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let old = try await context.objectWithMaterial(id, missing: .itemNotFound)
    guard certificateRequestValue == nil, certificateRequestUniqueIdentifier == nil else {
      throw OperationFailure(.featureNotSupported, "Re-certify takes no certificate request: use Certify")
    }
    let renewal = try await Renewal(of: old, attributes, offset: offset, in: context)
    let newID = try NewObject.identifier(attributes)
    try await renewal.certificate.insert(as: newID, in: context)
    try await link(id, newID, in: context)
    context.leave(newID, as: .reCertify)
    return Response(uniqueIdentifier: .text(newID))
  }

  // The old certificate stays as it is: it is good for what it was used for.
  private func link(_ oldID: String, _ newID: String, in context: Context) async throws {
    let access = context.access
    try await context.store.transaction { writer in
      var old = try access.object(oldID, in: writer.reader)
      var new = try access.object(newID, in: writer.reader)
      old.attributes.setLink(.replacementObjectLink, newID)
      new.attributes.setLink(.replacedObjectLink, oldID)
      new.attributes.names += old.attributes.names.filter { !new.attributes.names.contains($0) }
      old.attributes.names = []
      old.attributes.lastChangeDate = access.now
      // Whoever was let renew it, it stays its owner's.
      new.owner = old.owner
      try writer.update(old)
      try writer.update(new)
      try writer.grant(try writer.reader.grants(to: oldID), of: newID)
    }
  }
}
