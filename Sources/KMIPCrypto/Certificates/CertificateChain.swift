public import KMIP
import X509

public struct CertificateValidity: Hashable, Sendable {
  public let isValid: Bool
  /// Why it is not.
  public let reasons: [String]
  /// From the leaf to the root, when it is.
  public let chain: [X509Certificate]
}

/// Certification paths (RFC 5280 §6) from a leaf to a self-signed root among the certificates given.
///
/// A certificate is revoked by a list of its issuer that is given; without one nothing is known of that.
public enum CertificateChain {
  public static func validate(
    leaf: X509Certificate, others: [X509Certificate], revocationLists: [RevocationList] = [], at date: DateTime
  ) -> CertificateValidity {
    var search = PathSearch(others: others, revocationLists: revocationLists, date: date)
    if let chain = search.chain(from: [leaf]) { return CertificateValidity(isValid: true, reasons: [], chain: chain) }
    return CertificateValidity(isValid: false, reasons: search.reasons, chain: [])
  }
}

private struct PathSearch {
  // Cross-signed certificates make many paths; nobody needs this many.
  private static let pathLimit = 200
  private static let lengthLimit = 20

  let others: [X509Certificate]
  let revocationLists: [RevocationList]
  let date: DateTime
  private(set) var reasons: [String] = []
  private var visited = 0

  init(others: [X509Certificate], revocationLists: [RevocationList], date: DateTime) {
    self.others = others
    self.revocationLists = revocationLists
    self.date = date
  }

  mutating func chain(from path: [X509Certificate]) -> [X509Certificate]? {
    guard let tip = path.last else { return nil }
    visited += 1
    guard visited <= Self.pathLimit, path.count <= Self.lengthLimit else {
      note(["there are too many paths to look at"])
      return nil
    }
    if tip.isSelfSigned { return accepted(path) }
    let issuers = others.filter { !path.contains($0) && $0.isIssuer(of: tip) }
    if issuers.isEmpty { note([missingIssuer(tip)]) }
    for issuer in issuers {
      if let chain = chain(from: path + [issuer]) { return chain }
    }
    return nil
  }

  private mutating func accepted(_ path: [X509Certificate]) -> [X509Certificate]? {
    var found = PathCheck(path: path, date: date).reasons
    if found.isEmpty { found = PathVerification(path: path, revocationLists: revocationLists, date: date).reasons }
    note(found)
    return found.isEmpty ? path : nil
  }

  private mutating func note(_ found: [String]) {
    reasons += found.filter { !reasons.contains($0) }
  }

  private func missingIssuer(_ certificate: X509Certificate) -> String {
    let isNamed = others.contains { $0.value.subject == certificate.value.issuer }
    return isNamed
      ? "the signature of \(certificate.subject) is not by \(certificate.issuer)"
      : "the issuer \(certificate.issuer) of \(certificate.subject) is not among the certificates"
  }
}
