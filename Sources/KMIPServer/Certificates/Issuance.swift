import KMIP
import KMIPCrypto
import KeyStore

/// Who signs a certificate.
enum Issuance {
  /// The key and the certificate that a request's links name, or what belongs to the one that it names.
  static func issuer(_ attributes: Attributes, in context: Context) async throws -> (CertificateIssuer, id: String)? {
    let links = (key: attributes.link(.privateKeyLink), certificate: attributes.link(.certificateLink))
    guard links.key != nil || links.certificate != nil else { return nil }
    let keyID = try await linked(links.key, from: links.certificate, by: .privateKeyLink, in: context)
    let certificateID = try await linked(links.certificate, from: links.key, by: .certificateLink, in: context)
    let certificate = try await certificate(certificateID, in: context)
    return (
      CertificateIssuer(certificate: certificate, privateKey: try await signer(keyID, in: context)), certificateID
    )
  }

  private static func linked(
    _ id: String?, from other: String?, by link: LinkType, in context: Context
  ) async throws -> String {
    if let id { return id }
    guard let other else { throw OperationFailure(.invalidField, "no issuer is given") }
    guard let id = try await context.object(other, missing: .itemNotFound).attributes.link(link) else {
      throw OperationFailure(.invalidField, "issuer \(other) has no \(link.name)")
    }
    return id
  }

  static func certificate(_ id: String, in context: Context) async throws -> X509Certificate {
    let stored = try await context.objectWithMaterial(id, missing: .itemNotFound)
    guard case .certificate(let certificate)? = stored.object else {
      throw OperationFailure(.invalidObjectType, "object \(id) is no certificate, or is destroyed")
    }
    return try X509Certificate(certificate.certificateValue)
  }

  /// A private key that may sign certificates now.
  static func signer(_ id: String, in context: Context) async throws -> Secret {
    let stored = try await context.objectWithMaterial(id, missing: .itemNotFound)
    guard stored.type == .privateKey else {
      throw OperationFailure(.invalidObjectType, "issuer key \(id) is \(stored.type.name), not a private key")
    }
    guard stored.state != .deactivated, stored.state != .compromised else {
      throw OperationFailure(
        .wrongKeyLifecycleState, "DENIED: issuer key \(id) is \(stored.state.name): it signs no more certificates")
    }
    return try await context.unwrapped(stored).key().secret
  }
}
