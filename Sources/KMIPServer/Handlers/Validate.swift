import KMIP
import KMIPCrypto
import KeyStore

extension Validate: Handled {
  func response(in context: inout Context) async throws -> Response {
    var certificates = try certificate.map { try X509Certificate($0.certificateValue) }
    var isTrusted = true
    var lists: [RevocationList] = []
    var ids: [String] = []
    for identifier in uniqueIdentifier {
      var next: String? = try context.identifier(identifier)
      // A certificate brings those of its issuers that are kept here.
      for _ in 0..<16 {
        guard let id = next else { break }
        let stored = try await context.objectWithMaterial(id, missing: .itemNotFound)
        if case .opaqueObject(let object)? = stored.object {
          lists.append(try RevocationList(object.opaqueDataValue))
          break
        }
        guard case .certificate(let object)? = stored.object else {
          throw OperationFailure(.invalidObjectType, "object \(id) is no certificate, or is destroyed")
        }
        if stored.state == .compromised || stored.state == .deactivated { isTrusted = false }
        let certificate = try X509Certificate(object.certificateValue)
        if !certificates.contains(certificate) { certificates.append(certificate) }
        ids.append(id)
        let issuer = stored.attributes.link(.certificateLink)
        next = issuer == id ? nil : issuer
      }
    }
    guard let leaf = leaf(certificates) else {
      throw OperationFailure(.invalidMessage, "no certificate is given")
    }
    let others = certificates.filter { $0 != leaf }
    for id in ids { lists += try await context.revocationLists(of: id) }
    let validity = CertificateChain.validate(
      leaf: leaf, others: others, revocationLists: lists, at: validityDate ?? context.now)
    return Response(validityIndicator: validity.isValid && isTrusted ? .valid : .invalid)
  }

  // The one that issued none of the others.
  private func leaf(_ certificates: [X509Certificate]) -> X509Certificate? {
    certificates.first { candidate in
      !certificates.contains { $0 != candidate && $0.issuer == candidate.subject }
    } ?? certificates.first
  }
}

extension Context {
  /// The lists that are kept with a link to their issuer's certificate.
  fileprivate func revocationLists(of issuer: String) async throws -> [RevocationList] {
    var wanted = Attributes()
    wanted.objectType = .opaqueObject
    wanted.setLink(.certificateLink, issuer)
    let query = LocateQuery(owner: identity.name, attributes: wanted, maximumItems: 16)
    var lists: [RevocationList] = []
    for id in try await store.read({ try $0.locate(query) }).ids {
      guard case .opaqueObject(let object)? = try await objectWithMaterial(id).object else { continue }
      // Other data may be linked to a certificate too.
      if let list = try? RevocationList(object.opaqueDataValue) { lists.append(list) }
    }
    return lists
  }
}
