import KMIP
import KMIPCrypto
import KeyStore
import TTLV

/// What a client asks of a certificate: subject, validity, constraints, names.
struct CertificationRequest {
  static let vendor = "kmsh"
  let attributes: Attributes

  init(_ attributes: Attributes?) { self.attributes = attributes ?? Attributes() }

  /// Of the structure Certificate Attributes or of its fields, whichever stands there.
  var subject: SubjectName? {
    get throws {
      var fields = attributes.certificateAttributes?.items ?? []
      fields += attributes.items.filter { GivenAttributes.certificateFields.contains($0.tag) }
      let subject = fields.filter { $0.text?.isEmpty == false && $0.tag.name.hasPrefix("CertificateSubject") }
      return subject.isEmpty ? nil : try SubjectName(CertificateAttributes(items: subject))
    }
  }

  /// - Parameter isRoot: Signed by its own key it is an authority, unless a constraint says otherwise.
  func profile(
    _ start: CertificateProfile = CertificateProfile(), isRoot: Bool = false
  ) throws -> CertificateProfile {
    var profile = start
    if isRoot, attributes.vendor("cosmian", "x509-extension") == nil { profile.isCA = true }
    if case .byteString(let bytes)? = attributes.vendor("cosmian", "x509-extension") {
      try ExtensionFile(bytes).apply(to: &profile)
    }
    if let days = integer("cosmian", "requested_validity_days") { profile.validityDays = days }
    if case .boolean(let isCA)? = attributes.vendor(Self.vendor, "basic-constraints-ca") { profile.isCA = isCA }
    if let length = integer(Self.vendor, "path-length") { profile.pathLength = Int(length) }
    if case .textString(let names)? = attributes.vendor(Self.vendor, "subject-alternative-names") {
      try AlternativeNameList(names).apply(to: &profile)
    }
    guard profile.validityDays > 0 else {
      throw OperationFailure(
        .invalidAttributeValue, "a certificate is valid for 1 day or more, not \(profile.validityDays)")
    }
    return profile
  }

  private func integer(_ vendor: String, _ name: String) -> Int32? {
    switch attributes.vendor(vendor, name) {
    case .integer(let number)?: number
    case .longInteger(let number)?: Int32(clamping: number)
    case .textString(let text)?: Int32(text)
    default: nil
    }
  }

  /// The attributes of the certificate itself: what steers its making is not kept.
  var kept: Attributes {
    Attributes(
      attributes.items.filter { item in
        let isSteering = item.tag == .attribute && Self.isSteering(item)
        return item.tag != .link && item.tag != .certificateAttributes && !isSteering
      })
  }

  private static func isSteering(_ item: Item) -> Bool {
    let name = item[.attributeName]?.text ?? ""
    return item[.vendorIdentification]?.text == vendor || ["x509-extension", "requested_validity_days"].contains(name)
  }
}
