import KMIP
import SwiftASN1
import X509

/// The names of a subject alternative name extension that this module writes and reads.
struct AlternativeNames {
  var dnsNames: [String] = []
  var ipAddresses: [String] = []
  var emailAddresses: [String] = []

  init(_ profile: CertificateProfile) {
    dnsNames = profile.dnsNames
    ipAddresses = profile.ipAddresses
    emailAddresses = profile.emailAddresses
  }

  init(_ names: SubjectAlternativeNames?) {
    for name in names ?? SubjectAlternativeNames() {
      switch name {
      case .dnsName(let text): dnsNames.append(text)
      case .ipAddress(let bytes):
        if let text = IPAddress.text(bytes.bytes) { ipAddresses.append(text) }
      case .rfc822Name(let text): emailAddresses.append(text)
      default: continue
      }
    }
  }

  var extensionValue: SubjectAlternativeNames? {
    get throws {
      let addresses = try ipAddresses.map { text in
        guard let bytes = IPAddress.bytes(text) else { throw OperationFailure.invalid("\"\(text)\" is no IP address") }
        return GeneralName.ipAddress(ASN1OctetString(contentBytes: bytes[...]))
      }
      for text in dnsNames + emailAddresses where text.isEmpty || !text.allSatisfy(\.isASCII) {
        throw OperationFailure.invalid("\"\(text)\" is no name in ASCII")
      }
      let names = dnsNames.map(GeneralName.dnsName) + addresses + emailAddresses.map(GeneralName.rfc822Name)
      return names.isEmpty ? nil : SubjectAlternativeNames(names)
    }
  }
}
