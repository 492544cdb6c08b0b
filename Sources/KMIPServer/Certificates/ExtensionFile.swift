import KMIP
import KMIPCrypto

/// Certificate extensions as OpenSSL's configuration files write them, one `name=value` a line.
struct ExtensionFile {
  private let lines: [(name: String, value: String)]

  init(_ bytes: [UInt8]) {
    lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
      let halves = line.prefix { $0 != "#" }.split(separator: "=", maxSplits: 1).map(AlternativeNameList.trimmed)
      return halves.count == 2 ? (halves[0], halves[1]) : nil
    }
  }

  func apply(to profile: inout CertificateProfile) throws(OperationFailure) {
    for (name, value) in lines {
      let words = value.split(separator: ",").map(AlternativeNameList.trimmed)
      switch name {
      case "basicConstraints": constrain(&profile, words.map { $0.lowercased() })
      case "keyUsage": profile.keyUsages = Set(words.compactMap(CertificateKeyUsage.init(rawValue:)))
      case "extendedKeyUsage": profile.extendedKeyUsages = words.compactMap(CertificatePurpose.init(rawValue:))
      case "subjectAltName": try AlternativeNameList(value).apply(to: &profile)
      // The two key identifiers are always written; lists of revoked certificates are not published.
      case "subjectKeyIdentifier", "authorityKeyIdentifier", "crlDistributionPoints", "authorityInfoAccess": break
      default: throw OperationFailure(.invalidAttributeValue, "the certificate extension \"\(name)\" is not supported")
      }
    }
  }

  private func constrain(_ profile: inout CertificateProfile, _ words: [String]) {
    profile.isCA = words.contains("ca:true")
    let length = words.first { $0.hasPrefix("pathlen:") }.flatMap { Int($0.dropFirst("pathlen:".count)) }
    if let length { profile.pathLength = length }
  }
}
