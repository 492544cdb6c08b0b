import Crypto
import FoundationEssentials
public import KMIP
import SwiftASN1
import X509

/// A certificate that has been read.
public struct X509Certificate: Hashable, Sendable {
  public let der: [UInt8]
  let value: X509.Certificate
  /// SubjectPublicKeyInfo in DER.
  public let publicKey: [UInt8]

  /// Takes DER or PEM.
  public init(_ bytes: [UInt8]) throws {
    let der = try PEM.unwrapped(bytes, labels: ["CERTIFICATE", "X509 CERTIFICATE"])
    self.der = der
    (value, publicKey) = try refusing(.invalidField, "the bytes are no X.509 certificate with a supported key") {
      let value = try X509.Certificate(derEncoded: der)
      return (value, try serialized(value.publicKey))
    }
  }

  init(_ value: X509.Certificate) throws {
    self.value = value
    der = try serialized(value)
    publicKey = try serialized(value.publicKey)
  }

  public var subject: SubjectName { SubjectName(value.subject) }
  public var issuer: SubjectName { SubjectName(value.issuer) }
  /// Big endian.
  public var serialNumber: [UInt8] { Array(value.serialNumber.bytes) }
  public var notBefore: DateTime { DateTime(value.notValidBefore) }
  public var notAfter: DateTime { DateTime(value.notValidAfter) }
  /// SHA-256 of the DER.
  public var fingerprint: [UInt8] { Array(SHA256.hash(data: der)) }

  public var isCA: Bool {
    if case .isCertificateAuthority? = try? value.extensions.basicConstraints { true } else { false }
  }

  /// Its own key has signed it.
  public var isSelfSigned: Bool { isIssuer(of: self) }

  /// The other's issuer, by name and signature; a root issued itself.
  public func issued(_ other: X509Certificate) -> Bool { isIssuer(of: other) }

  func isIssuer(of other: X509Certificate) -> Bool {
    value.subject == other.value.issuer && value.publicKey.isValidSignature(other.value.signature, for: other.value)
  }
}

func serialized(_ element: some DERSerializable) throws -> [UInt8] {
  try refusing(.cryptographicFailure, "the DER was not written") {
    var serializer = DER.Serializer()
    try serializer.serialize(element)
    return serializer.serializedBytes
  }
}

extension DateTime {
  init(_ date: Date) { self.init(seconds: Int64(exactly: date.timeIntervalSince1970.rounded(.down)) ?? 0) }

  var date: Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }
}
