public import KMIP
import SwiftASN1
import X509

/// A certificate request whose signature has been checked (RFC 2986).
public struct CertificateSigningRequestDocument: Sendable {
  public let der: [UInt8]
  /// SubjectPublicKeyInfo in DER.
  public let publicKey: [UInt8]
  private let value: CertificateSigningRequest

  /// Takes PKCS#10 in DER or PEM, as `type` says, or without it as it looks.
  public init(_ bytes: [UInt8], type: CertificateRequestType? = nil) throws {
    switch type {
    case nil, .pem, .pkcs10: break
    case let type?:
      throw OperationFailure(reason: .featureNotSupported, message: "requests of the type \(type) are not supported")
    }
    let der = try Self.unwrapped(bytes)
    let value = try refusing(.invalidCSR, "the bytes are no certificate request with a supported key") {
      try CertificateSigningRequest(derEncoded: der)
    }
    guard value.publicKey.isValidSignature(value.signature, for: value) else {
      throw OperationFailure(reason: .invalidCSR, message: "the signature of the certificate request is wrong")
    }
    self.der = der
    self.value = value
    publicKey = try serialized(value.publicKey)
  }

  private static func unwrapped(_ bytes: [UInt8]) throws -> [UInt8] {
    do {
      return try PEM.unwrapped(bytes, labels: ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"])
    } catch {
      throw OperationFailure(reason: .invalidCSR, message: "the bytes are no PEM of a certificate request")
    }
  }

  public static func make(privateKey: Secret, subject: SubjectName, dnsNames: [String] = []) throws -> Self {
    let key = try CertificateAuthority.signing(PrivateKeyValue(pkcs8: privateKey))
    let names = try AlternativeNames(CertificateProfile(dnsNames: dnsNames)).extensionValue
    let der = try refusing(.cryptographicFailure, "the certificate request was not made") {
      let extensions = try X509.Certificate.Extensions(names.map { try [.init($0, critical: false)] } ?? [])
      let request = ExtensionRequest(extensions: extensions)
      let attributes = try CertificateSigningRequest.Attributes(names == nil ? [] : [.init(request)])
      return try serialized(
        CertificateSigningRequest(version: .v1, subject: subject.name, privateKey: key, attributes: attributes))
    }
    return try Self(der)
  }

  public var subject: SubjectName { SubjectName(value.subject) }
  public var dnsNames: [String] { names.dnsNames }
  public var ipAddresses: [String] { names.ipAddresses }
  public var emailAddresses: [String] { names.emailAddresses }

  private var names: AlternativeNames {
    AlternativeNames(try? value.attributes.extensionRequest?.extensions.subjectAlternativeNames)
  }
}
