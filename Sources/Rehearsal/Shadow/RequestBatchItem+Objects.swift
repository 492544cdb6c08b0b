import KMIP
import TTLV

extension RequestBatchItem {
  /// Every identifier that stands in the request, wherever it stands: targets, issuers, wrapping keys, new objects.
  var namedObjects: [String] {
    var ids: [String] = []
    for item in payload { item.collectIdentifiers(&ids) }
    return ids + wrappingKeys.filter { !ids.contains($0) }
  }

  /// Whether the shadow has to work with what an object is, and not only with what is said of it.
  var needsMaterial: Bool { operation.needsMaterial || !wrappingKeys.isEmpty }

  /// Keys under which an object is to be kept wrapped.
  private var wrappingKeys: [String] {
    var ids: [String] = []
    for item in payload { item.collectWrappingKeys(&ids) }
    return ids
  }
}

extension Item {
  private static let identifiers: Set<Tag> = [
    .uniqueIdentifier, .privateKeyUniqueIdentifier, .publicKeyUniqueIdentifier, .certificateRequestUniqueIdentifier,
    .linkedObjectIdentifier,
  ]

  fileprivate func collectWrappingKeys(_ ids: inout [String]) {
    for child in children { child.collectWrappingKeys(&ids) }
    guard tag == .attribute, self[.vendorIdentification]?.text == "cosmian",
      self[.attributeName]?.text == "wrapping_key_id", let id = self[.attributeValue]?.text, !id.isEmpty
    else { return }
    ids.append(id)
  }

  fileprivate func collectIdentifiers(_ ids: inout [String]) {
    for child in children { child.collectIdentifiers(&ids) }
    // A list of tags in brackets is no identifier.
    guard Self.identifiers.contains(tag), let id = text, !id.isEmpty, !id.hasPrefix("["), !ids.contains(id) else {
      return
    }
    ids.append(id)
  }
}

extension OperationCode {
  /// Whether it works with what an object is, and not only with what is said of it.
  var needsMaterial: Bool { Self.working.contains(self) }

  private static let working: Set<OperationCode> = [
    .get, .export, .encrypt, .decrypt, .sign, .signatureVerify, .mac, .macVerify, .validate, .certify, .reCertify,
    .deriveKey,
  ]

  var certifies: Bool { self == .certify || self == .reCertify || self == .validate }
}
