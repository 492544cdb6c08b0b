import KMIP

// What takes an object's place is linked from it: a link that was not there before the write is the write's.
extension Evidence {
  fileprivate func replacement(of old: String) async throws -> Resolution<String> {
    guard let attributes = try await attributes(of: old) else {
      return .unknown("\(old), which was to be replaced, is not there any more, or may not be seen")
    }
    let link = attributes.link(.replacementObjectLink)
    if let link, link != before[old] { return .applied(link) }
    var replaced = Attributes()
    replaced.links = [Link(linkType: .replacedObjectLink, linkedObjectIdentifier: .text(old))]
    for id in try await successors(replaced) where try await self.attributes(of: id)?.link(.replacedObjectLink) == old {
      guard id != before[old] else { continue }
      return .unknown("\(old) is half rotated: \(id) names it as replaced, and it names no replacement")
    }
    return .notApplied
  }
}

extension Evidence {
  // A server that cannot look for links has none to show.
  private func successors(_ replaced: Attributes) async throws -> [String] {
    do { return try await locate(replaced).map(\.description) } catch is OperationFailure { return [] }
  }
}

extension ReKey: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    let old = uniqueIdentifier?.description ?? ""
    return try await evidence.replacement(of: old).map { Response(uniqueIdentifier: .text($0)) }
  }
}

extension ReCertify: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    let old = uniqueIdentifier?.description ?? ""
    return try await evidence.replacement(of: old).map { Response(uniqueIdentifier: .text($0)) }
  }
}

extension ReKeyKeyPair: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    let old = privateKeyUniqueIdentifier?.description ?? ""
    switch try await evidence.replacement(of: old) {
    case .notApplied: return .notApplied
    case .unknown(let why): return .unknown(why)
    case .applied(let id):
      guard let half = try await evidence.attributes(of: id)?.link(.publicKeyLink) else {
        return .unknown("\(id), which replaces \(old), names no public key")
      }
      return .applied(Response(privateKeyUniqueIdentifier: .text(id), publicKeyUniqueIdentifier: .text(half)))
    }
  }
}

extension Resolution {
  fileprivate func map<Other>(_ transform: (Response) -> Other) -> Resolution<Other> {
    switch self {
    case .applied(let response): .applied(transform(response))
    case .notApplied: .notApplied
    case .unknown(let why): .unknown(why)
    }
  }
}
