import FoundationEssentials
public import KMIP
import SwiftASN1
import X509

public enum CertificateAuthority {
  private static let secondsOfDay: Int64 = 86400
  // RFC 5280 §4.1.2.5: 99991231235959Z is the last date.
  private static let lastSecond: Int64 = 253_402_300_799

  public static func selfSigned(
    privateKey: Secret, subject: SubjectName, profile: CertificateProfile, validFrom: DateTime
  ) throws -> X509Certificate {
    let value = try PrivateKeyValue(pkcs8: privateKey)
    let publicKey = try certificateKey(value.publicKey.spki)
    return try make(publicKey, subject, profile, validFrom, subject, identifier(publicKey), signing(value))
  }

  public static func issue(
    publicKey spki: [UInt8], subject: SubjectName, profile: CertificateProfile, validFrom: DateTime,
    issuer: CertificateIssuer
  ) throws -> X509Certificate {
    try issuer.check(profile)
    let certificate = issuer.certificate.value
    let authority = (try? certificate.extensions.subjectKeyIdentifier) ?? identifier(certificate.publicKey)
    return try make(
      certificateKey(spki), subject, profile, validFrom, issuer.certificate.subject, authority,
      signing(PrivateKeyValue(pkcs8: issuer.privateKey)))
  }

  /// Takes subject, key and alternative names from the request, and everything else from the profile.
  public static func issue(
    request: CertificateSigningRequestDocument, profile: CertificateProfile, validFrom: DateTime,
    issuer: CertificateIssuer
  ) throws -> X509Certificate {
    var profile = profile
    profile.dnsNames += request.dnsNames.filter { !profile.dnsNames.contains($0) }
    profile.ipAddresses += request.ipAddresses.filter { !profile.ipAddresses.contains($0) }
    profile.emailAddresses += request.emailAddresses.filter { !profile.emailAddresses.contains($0) }
    return try issue(
      publicKey: request.publicKey, subject: request.subject, profile: profile, validFrom: validFrom, issuer: issuer)
  }

  private static func make(
    _ publicKey: X509.Certificate.PublicKey, _ subject: SubjectName, _ profile: CertificateProfile,
    _ validFrom: DateTime, _ issuer: SubjectName, _ authority: SubjectKeyIdentifier,
    _ key: X509.Certificate.PrivateKey
  ) throws -> X509Certificate {
    let validTo = try validTo(validFrom, profile)
    let extensions = try CertificateExtensions.make(profile, publicKey, authority)
    return try refusing(.cryptographicFailure, "the certificate was not made") {
      try X509Certificate(
        X509.Certificate(
          version: .v3, serialNumber: serialNumber(), publicKey: publicKey, notValidBefore: validFrom.date,
          notValidAfter: validTo.date, issuer: issuer.name, subject: subject.name, extensions: extensions,
          issuerPrivateKey: key))
    }
  }

  private static func validTo(_ validFrom: DateTime, _ profile: CertificateProfile) throws -> DateTime {
    let (end, isOver) = validFrom.seconds.addingReportingOverflow(Int64(profile.validityDays) * secondsOfDay)
    guard profile.validityDays > 0, !isOver, validFrom.seconds >= 0, end <= lastSecond else {
      throw OperationFailure.invalid("the validity of \(profile.validityDays) days is out of range")
    }
    return DateTime(seconds: end)
  }

  // RFC 5280 §4.1.2.2: positive, 20 bytes at most.
  private static func serialNumber() -> X509.Certificate.SerialNumber {
    var bytes = RandomBytes.unlimited(20)
    bytes[0] = bytes[0] & 0x7F | 0x40
    return X509.Certificate.SerialNumber(bytes: bytes)
  }

  private static func identifier(_ key: X509.Certificate.PublicKey) -> SubjectKeyIdentifier {
    SubjectKeyIdentifier(hash: key)
  }
}

extension CertificateAuthority {
  static func signing(_ value: PrivateKeyValue) throws -> X509.Certificate.PrivateKey {
    switch value {
    case .rsa(let key): .init(key)
    case .p256(let key): .init(key)
    case .p384(let key): .init(key)
    case .p521(let key): .init(key)
    case .ed25519(let key): .init(key)
    case .x25519, .openSSL, .postQuantum:
      throw OperationFailure.unsupported("keys of this kind do not sign certificates here")
    }
  }

  private static func certificateKey(_ spki: [UInt8]) throws -> X509.Certificate.PublicKey {
    switch try PublicKeyValue(spki: spki) {
    case .rsa(let key): .init(key)
    case .p256(let key): .init(key)
    case .p384(let key): .init(key)
    case .p521(let key): .init(key)
    case .ed25519(let key): .init(key)
    case .x25519, .openSSL, .postQuantum:
      throw OperationFailure.unsupported("certificates for keys of this kind are not supported")
    }
  }
}
