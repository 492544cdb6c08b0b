import FoundationEssentials
import KMIP
import SwiftASN1
import X509

/// What is wrong with a path whose names and signatures fit.
struct PathCheck {
  private static let understood: [ASN1ObjectIdentifier] = [
    .X509ExtensionID.basicConstraints, .X509ExtensionID.keyUsage, .X509ExtensionID.subjectAlternativeName,
    .X509ExtensionID.extendedKeyUsage, .X509ExtensionID.nameConstraints,
  ]

  /// From the leaf to the root.
  let path: [X509Certificate]
  let date: DateTime

  var reasons: [String] {
    path.flatMap { dates($0) + criticalExtensions($0) }
      + path.indices.dropFirst().flatMap { authority(path[$0], below: path[1..<$0]) }
  }

  private func dates(_ certificate: X509Certificate) -> [String] {
    if date < certificate.notBefore {
      return ["\(certificate.subject) is not valid before \(text(certificate.notBefore))"]
    }
    if date > certificate.notAfter { return ["\(certificate.subject) expired at \(text(certificate.notAfter))"] }
    return []
  }

  private func text(_ date: DateTime) -> String { date.date.formatted(.iso8601) }

  private func criticalExtensions(_ certificate: X509Certificate) -> [String] {
    certificate.value.extensions.filter { $0.critical && !Self.understood.contains($0.oid) }
      .map { "\(certificate.subject) has the critical extension \($0.oid), which is not understood" }
  }

  /// `below`: the authorities between this one and the leaf.
  private func authority(_ certificate: X509Certificate, below: ArraySlice<X509Certificate>) -> [String] {
    var reasons: [String] = []
    let subject = certificate.subject
    // Version 1 has no extensions: only a root, which is trusted by being given, can be one.
    let isOldRoot = certificate.value.version == .v1 && certificate == path.last
    if !certificate.isCA && !isOldRoot { reasons.append("\(subject) is no certificate authority") }
    if let usage = keyUsage(certificate), !usage.contains(.keyCertSign) {
      reasons.append("\(subject) may not sign certificates")
    }
    // RFC 5280 §4.2.1.9: self-issued certificates do not count.
    let count = below.count { $0.value.issuer != $0.value.subject }
    if let limit = certificate.pathLength, count > limit {
      reasons.append("\(subject) allows \(limit) authorities below it, found \(count)")
    }
    return reasons
  }

  /// Nothing when the extension is absent, no usage when it cannot be read.
  private func keyUsage(_ certificate: X509Certificate) -> Set<CertificateKeyUsage>? {
    guard certificate.value.extensions[oid: .X509ExtensionID.keyUsage] != nil else { return nil }
    return (try? certificate.value.extensions.keyUsage).map(CertificateKeyUsage.usages) ?? []
  }
}
