import KMIP
import KMIPCrypto
import KeyStore
import TTLV

extension Certify: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try await certify(&context)
    context.leave(id, as: .certify)
    return Response(uniqueIdentifier: .text(id))
  }

  private func certify(_ context: inout Context) async throws -> String {
    if let certificateRequestValue {
      return try await certify(certificateRequestValue, certificateRequestType, in: context)
    }
    guard uniqueIdentifier != nil else { return try await certifyNewPair(in: context) }
    let id = try context.identifier(uniqueIdentifier)
    let object = try await context.objectWithMaterial(id, missing: .itemNotFound)
    switch object.type {
    case .publicKey: return try await certify(object, in: context)
    case .certificateRequest:
      guard case .certificateRequest(let request)? = object.object else {
        throw OperationFailure(.itemNotFound, "object not found for identifier \(id): it is destroyed")
      }
      return try await certify(request.certificateRequestValue, request.certificateRequestType, in: context)
    case .certificate:
      let renewal = try await Renewal(of: object, attributes, in: context)
      try await renewal.certificate.insert(as: id, replacing: true, in: context)
      return id
    default:
      throw OperationFailure(
        .invalidObjectType,
        "Invalid Certify request: object \(id) is \(object.type.name), not a public key, certificate request or certificate"
      )
    }
  }

  private func certify(
    _ request: [UInt8], _ type: CertificateRequestType?, in context: Context
  ) async throws -> String {
    let document = try CertificateSigningRequestDocument(request, type: type)
    guard let (issuer, issuerID) = try await Issuance.issuer(attributes ?? Attributes(), in: context) else {
      throw OperationFailure(
        .invalidField, "a certificate request needs an issuer: link its private key or certificate")
    }
    let wanted = CertificationRequest(attributes)
    let certificate = try CertificateAuthority.issue(
      request: document, profile: try wanted.profile(), validFrom: context.now, issuer: issuer)
    return try await keep(NewCertificate(certificate: certificate, request: wanted, issuer: issuerID), in: context)
  }

  private func certify(_ publicKey: StoredObject, in context: Context) async throws -> String {
    let wanted = CertificationRequest(attributes)
    guard let subject = try wanted.subject else {
      throw OperationFailure(.invalidField, "Invalid Certify request: the subject of the certificate is not given")
    }
    let privateID = publicKey.attributes.link(.privateKeyLink)
    let spki = try publicKey.key().secret.withBytes { Array($0) }
    var new: NewCertificate
    // Signed by its own key under its own name it is a root again, whatever link says so.
    if let (issuer, issuerID) = try await Issuance.issuer(attributes ?? Attributes(), in: context),
      issuer.certificate.publicKey != spki || issuer.certificate.subject != subject
    {
      let certificate = try CertificateAuthority.issue(
        publicKey: spki, subject: subject, profile: try wanted.profile(), validFrom: context.now, issuer: issuer)
      new = NewCertificate(certificate: certificate, request: wanted, issuer: issuerID)
    } else {
      guard let privateID else {
        throw OperationFailure(
          .invalidField, "public key \(publicKey.id) has no private key link and no issuer is given")
      }
      let key = try await Issuance.signer(privateID, in: context)
      let certificate = try CertificateAuthority.selfSigned(
        privateKey: key, subject: subject, profile: try wanted.profile(isRoot: true), validFrom: context.now)
      new = NewCertificate(certificate: certificate, request: wanted)
    }
    (new.publicKey, new.privateKey) = (publicKey.id, privateID)
    return try await keep(new, in: context)
  }

  private func certifyNewPair(in context: Context) async throws -> String {
    guard try CertificationRequest(attributes).subject != nil else {
      throw OperationFailure(.invalidField, "Invalid Certify request: neither a public key nor a subject is given")
    }
    let keys = attributes.map { given in
      Attributes(given.items.filter { CertificationRequest.keyAttributes.contains($0.tag) })
    }
    let pairAttributes = KeyPairAttributes(common: keys, privateKey: nil, publicKey: nil)
    let id = NewObject.newIdentifier()
    let pair = try pairAttributes.objects(try pairAttributes.generate(), (id, id + "_pk"), in: context)
    try await context.insert([pair.privateKey, pair.publicKey])
    return try await certify(pair.publicKey, in: context)
  }

  private func keep(_ certificate: NewCertificate, in context: Context) async throws -> String {
    let id = try NewObject.identifier(attributes)
    try await certificate.insert(as: id, in: context)
    return id
  }
}

extension CertificationRequest {
  static let keyAttributes: Set<Tag> = [
    .cryptographicAlgorithm, .cryptographicLength, .cryptographicDomainParameters, .cryptographicUsageMask,
    .activationDate, .sensitive, .extractable,
  ]
}
