import KMIP
import KMSInterpreter
import KMSSyntax

/// A subject as it is typed: `CN=example.org, O=Example, C=FR`. A backslash keeps a comma (RFC 4514).
struct DistinguishedName {
  private var parts: [(name: String, value: String)] = []

  init(_ text: String) throws {
    for part in Self.split(text) {
      guard let equals = part.firstIndex(of: "=") else { throw Self.malformed(part) }
      let name = part[..<equals].filter { $0 != " " }.uppercased()
      let value = Self.trim(part[part.index(after: equals)...])
      guard Self.fields[name] != nil, !value.isEmpty else { throw Self.malformed(part) }
      parts.append((name, value))
    }
    guard !parts.isEmpty else { throw Self.malformed(text) }
  }

  /// Cosmian wants every field, empty where it says nothing.
  var attributes: CertificateAttributes {
    var attributes = CertificateAttributes.empty
    for part in parts {
      if let field = Self.fields[part.name] { attributes[keyPath: field] = part.value }
    }
    return attributes
  }

  private static let fields: [String: any WritableKeyPath<CertificateAttributes, String?> & Sendable] = [
    "CN": \.certificateSubjectCN, "O": \.certificateSubjectO, "OU": \.certificateSubjectOU,
    "C": \.certificateSubjectC, "ST": \.certificateSubjectST, "L": \.certificateSubjectL,
    "EMAIL": \.certificateSubjectEmail, "UID": \.certificateSubjectUID,
    "SERIALNUMBER": \.certificateSubjectSerialNumber, "TITLE": \.certificateSubjectTitle,
    "DC": \.certificateSubjectDC, "DNQUALIFIER": \.certificateSubjectDNQualifier,
  ]

  private static func malformed(_ part: String) -> CommandError {
    CommandError(
      .invalidArgument, "\"\(part)\" is no part of a subject",
      hint: "write subject=\"CN=example.org, O=Example, C=FR\"",
      parameter: "subject")
  }

  private static func split(_ text: String) -> [String] {
    var parts = [""]
    var isEscaped = false
    for character in text {
      if !isEscaped, character == "," {
        parts.append("")
      } else if !isEscaped, character == "\\" {
        isEscaped = true
        continue
      } else {
        parts[parts.count - 1].append(character)
      }
      isEscaped = false
    }
    return parts
  }

  private static func trim(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension CertificateAttributes {
  fileprivate static let empty = CertificateAttributes(
    certificateSubjectCN: "", certificateSubjectO: "", certificateSubjectOU: "", certificateSubjectEmail: "",
    certificateSubjectC: "", certificateSubjectST: "", certificateSubjectL: "", certificateSubjectUID: "",
    certificateSubjectSerialNumber: "", certificateSubjectTitle: "", certificateSubjectDC: "",
    certificateSubjectDNQualifier: "", certificateIssuerCN: "", certificateIssuerO: "", certificateIssuerOU: "",
    certificateIssuerEmail: "", certificateIssuerC: "", certificateIssuerST: "", certificateIssuerL: "",
    certificateIssuerUID: "", certificateIssuerSerialNumber: "", certificateIssuerTitle: "", certificateIssuerDC: "",
    certificateIssuerDNQualifier: "")
}
