import KMIP
import SwiftASN1
import X509

/// One kind of a distinguished name's attributes.
struct NameAttribute: Sendable {
  enum Encoding { case utf8, printable, ia5 }

  let identifier: ASN1ObjectIdentifier
  let key: String
  let encoding: Encoding
  let subject: any WritableKeyPath<CertificateAttributes, String?> & Sendable
  let issuer: any WritableKeyPath<CertificateAttributes, String?> & Sendable

  /// In the order of a name, the most significant first.
  static let all: [NameAttribute] = [
    row([0, 9, 2342, 19_200_300, 100, 1, 25], "DC", .ia5, \.certificateSubjectDC, \.certificateIssuerDC),
    row([2, 5, 4, 6], "C", .printable, \.certificateSubjectC, \.certificateIssuerC),
    row([2, 5, 4, 8], "ST", .utf8, \.certificateSubjectST, \.certificateIssuerST),
    row([2, 5, 4, 7], "L", .utf8, \.certificateSubjectL, \.certificateIssuerL),
    row([2, 5, 4, 10], "O", .utf8, \.certificateSubjectO, \.certificateIssuerO),
    row([2, 5, 4, 11], "OU", .utf8, \.certificateSubjectOU, \.certificateIssuerOU),
    row([2, 5, 4, 12], "title", .utf8, \.certificateSubjectTitle, \.certificateIssuerTitle),
    row([2, 5, 4, 5], "serialNumber", .printable, \.certificateSubjectSerialNumber, \.certificateIssuerSerialNumber),
    row([2, 5, 4, 46], "dnQualifier", .printable, \.certificateSubjectDNQualifier, \.certificateIssuerDNQualifier),
    row([0, 9, 2342, 19_200_300, 100, 1, 1], "UID", .utf8, \.certificateSubjectUID, \.certificateIssuerUID),
    row([2, 5, 4, 3], "CN", .utf8, \.certificateSubjectCN, \.certificateIssuerCN),
    row([1, 2, 840, 113549, 1, 9, 1], "emailAddress", .ia5, \.certificateSubjectEmail, \.certificateIssuerEmail),
  ]

  private static func row(
    _ identifier: ASN1ObjectIdentifier, _ key: String, _ encoding: Encoding,
    _ subject: any WritableKeyPath<CertificateAttributes, String?> & Sendable,
    _ issuer: any WritableKeyPath<CertificateAttributes, String?> & Sendable
  ) -> NameAttribute {
    NameAttribute(identifier: identifier, key: key, encoding: encoding, subject: subject, issuer: issuer)
  }

  func attribute(_ text: String) throws -> RelativeDistinguishedName.Attribute {
    try refusing(.invalidField, "\"\(text)\" is no value for \(key) in a distinguished name") {
      switch encoding {
      case .utf8: .init(type: identifier, utf8String: text)
      case .printable: try .init(type: identifier, printableString: text)
      case .ia5: try .init(type: identifier, ia5String: text)
      }
    }
  }
}
