import KMIP
import KeyStore
import TTLV

/// The attributes that a client gives with a new object.
enum GivenAttributes {
  // The server's own word stands for these: what an export said of another object is not true of this one.
  private static let dropped: Set<Tag> = [
    .state, .initialDate, .lastChangeDate, .destroyDate, .compromiseDate, .compromiseOccurrenceDate, .archiveDate,
    .revocationReason, .digest, .alwaysSensitive, .neverExtractable, .leaseTime, .fresh, .shortUniqueIdentifier,
    .uniqueIdentifier, .objectType, .randomNumberGenerator, .rotateDate, .rotateGeneration, .rotateLatest,
    .certificateLength, .certificateType, .certificateAttributes, .x509CertificateIdentifier, .x509CertificateIssuer,
    .x509CertificateSubject, .digitalSignatureAlgorithm, .protectionStorageMask, .keyValuePresent,
  ]

  static func kept(_ attributes: Attributes) -> Attributes {
    Attributes(attributes.items.filter { !dropped.contains($0.tag) && !certificateFields.contains($0.tag) })
  }

  static func check(_ attributes: Attributes) throws(OperationFailure) {
    for item in attributes.items {
      try known(item)
      let isRepeated = attributes.items.count { $0.tag == item.tag } > 1
      if isRepeated, item.tag != .attribute, AttributeRules(item.tag)?.contains(.repeats) != true {
        throw OperationFailure(.attributeSingleValued, "attribute \(item.tag.name) stands more than once")
      }
      if item.tag == .attribute { try checkTags(item) }
      if item.tag == .rotateName { try AttributePermission.checkRotateName(item) }
    }
  }

  static func known(_ item: Item) throws(OperationFailure) {
    let isKnown = AttributeRules(item.tag) != nil || item.tag == .attribute || certificateFields.contains(item.tag)
    guard isKnown else { throw OperationFailure(.invalidAttribute, "\(item.tag.name) is not an attribute") }
    guard AttributeValue.isWellFormed(item) else {
      throw OperationFailure(.invalidAttributeValue, "the value of attribute \(item.tag.name) has not its form")
    }
  }

  static func checkTags(_ item: Item) throws(OperationFailure) {
    let tags = KeyStore.tags(of: Attributes([item]))
    guard let reserved = tags.first(where: { $0.hasPrefix("_") }) else { return }
    throw OperationFailure(
      .invalidAttributeValue, "tag \"\(reserved)\" begins with an underscore: those are the server's")
  }

  /// The fields of Certificate Attributes, which are attributes of their own too.
  static let certificateFields: Set<Tag> = [
    .certificateSubjectCN, .certificateSubjectO, .certificateSubjectOU, .certificateSubjectEmail,
    .certificateSubjectC, .certificateSubjectST, .certificateSubjectL, .certificateSubjectUID,
    .certificateSubjectSerialNumber, .certificateSubjectTitle, .certificateSubjectDC, .certificateSubjectDNQualifier,
    .certificateIssuerCN, .certificateIssuerO, .certificateIssuerOU, .certificateIssuerEmail, .certificateIssuerC,
    .certificateIssuerST, .certificateIssuerL, .certificateIssuerUID, .certificateIssuerSerialNumber,
    .certificateIssuerTitle, .certificateIssuerDC, .certificateIssuerDNQualifier,
  ]
}
