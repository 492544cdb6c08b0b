import KMIP
import KMIPCrypto
import KeyStore

extension Validate: Handled {
  func response(in context: inout Context) async throws -> Response {
    var certificates = try certificate.map { try X509Certificate($0.certificateValue) }
    var isTrusted = true
    for identifier in uniqueIdentifier {
      var next: String? = try context.identifier(identifier)
      // A certificate brings those of its issuers that are kept here.
      for _ in 0..<16 {
        guard let id = next else { break }
        let stored = try await context.objectWithMaterial(id, missing: .itemNotFound)
        guard case .certificate(let object)? = stored.object else {
          throw OperationFailure(.invalidObjectType, "object \(id) is no certificate, or is destroyed")
        }
        if stored.state == .compromised || stored.state == .deactivated { isTrusted = false }
        let certificate = try X509Certificate(object.certificateValue)
        if !certificates.contains(certificate) { certificates.append(certificate) }
        let issuer = stored.attributes.link(.certificateLink)
        next = issuer == id ? nil : issuer
      }
    }
    guard let leaf = leaf(certificates) else {
      throw OperationFailure(.invalidMessage, "no certificate is given")
    }
    let others = certificates.filter { $0 != leaf }
    let validity = CertificateChain.validate(leaf: leaf, others: others, at: validityDate ?? context.now)
    return Response(validityIndicator: validity.isValid && isTrusted ? .valid : .invalid)
  }

  // The one that issued none of the others.
  private func leaf(_ certificates: [X509Certificate]) -> X509Certificate? {
    certificates.first { candidate in
      !certificates.contains { $0 != candidate && $0.issuer == candidate.subject }
    } ?? certificates.first
  }
}
