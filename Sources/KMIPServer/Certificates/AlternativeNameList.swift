import KMIP
import KMIPCrypto

/// Subject alternative names as text, such as `dns:host.example,ip:10.0.0.1,email:a@host.example`.
struct AlternativeNameList {
  private let names: [(kind: String, value: String)]

  init(_ text: String) throws(OperationFailure) {
    var names: [(kind: String, value: String)] = []
    for part in text.split(separator: ",") {
      let halves = part.split(separator: ":", maxSplits: 1).map { Self.trimmed($0) }
      guard halves.count == 2, !halves[1].isEmpty else {
        throw OperationFailure(.invalidAttributeValue, "found \"\(part)\", wanted a name such as dns:host.example")
      }
      names.append((halves[0].lowercased(), halves[1]))
    }
    self.names = names
  }

  func apply(to profile: inout CertificateProfile) throws(OperationFailure) {
    for name in names {
      switch name.kind {
      case "dns": profile.dnsNames.append(name.value)
      case "ip": profile.ipAddresses.append(name.value)
      case "email": profile.emailAddresses.append(name.value)
      case "critical": break
      default:
        throw OperationFailure(
          .invalidAttributeValue, "found a name of kind \"\(name.kind)\", wanted one of dns, ip, email")
      }
    }
  }

  static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
