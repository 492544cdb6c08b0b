import NIOSSL

extension NIOSSLCertificate {
  /// The Common Name of the subject; nil unless there is exactly one, for two could name two people.
  var soleCommonName: String? {
    guard let bytes = try? toDERBytes() else { return nil }
    let names = DERReader(bytes[...]).subjectCommonNames() ?? []
    return names.count == 1 ? names.first : nil
  }
}

extension DERReader {
  private static let commonName: [UInt8] = [0x55, 0x04, 0x03]

  /// RFC 5280 §4.1: Certificate { TBSCertificate { [0] version?, serial, algorithm, issuer, validity, subject, … } }
  fileprivate func subjectCommonNames() -> [String]? {
    var outer = self
    guard var certificate = outer.nested(.sequence), var fields = certificate.nested(.sequence) else { return nil }
    _ = fields.next(.contextZero)
    for tag in [Tag.integer, .sequence, .sequence, .sequence] { guard fields.next(tag) != nil else { return nil } }
    guard var subject = fields.nested(.sequence) else { return nil }
    return Self.commonNames(&subject)
  }

  private static func commonNames(_ subject: inout DERReader) -> [String]? {
    var names: [String] = []
    while !subject.isAtEnd {
      guard var set = subject.nested(.set) else { return nil }
      while !set.isAtEnd {
        guard var pair = set.nested(.sequence), let type = pair.next(.objectIdentifier) else { return nil }
        guard type.elementsEqual(commonName) else { continue }
        guard let value = pair.next(), let text = text(value) else { return nil }
        names.append(text)
      }
    }
    return names
  }

  private static func text(_ value: (tag: UInt8, content: ArraySlice<UInt8>)) -> String? {
    // UTF8String, PrintableString, IA5String; the wide and old ones are not read.
    guard [0x0C, 0x13, 0x16].contains(value.tag), !value.content.contains(0) else { return nil }
    return String(validating: value.content, as: UTF8.self)
  }
}
