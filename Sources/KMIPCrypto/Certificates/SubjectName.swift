public import KMIP
import SwiftASN1
import X509

/// A distinguished name.
public struct SubjectName: Hashable, Sendable {
  let name: DistinguishedName

  init(_ name: DistinguishedName) { self.name = name }

  private init(_ values: [(attribute: NameAttribute, text: String)]) throws {
    guard !values.isEmpty else { throw OperationFailure.invalid("the subject name is empty") }
    name = try DistinguishedName(values.map { RelativeDistinguishedName(try $0.attribute.attribute($0.text)) })
  }

  /// The subject's fields; empty ones are left out.
  public init(_ attributes: CertificateAttributes) throws {
    try self.init(
      NameAttribute.all.compactMap { row in
        guard let text = attributes[keyPath: row.subject], !text.isEmpty else { return nil }
        return (row, text)
      })
  }

  /// Takes `CN=host,O=Acme,C=DE`, the least significant first; a backslash takes the next character as it is.
  public init(_ text: String) throws {
    try self.init(NameText.values(text).reversed())
  }

  public init(der: [UInt8]) throws {
    name = try refusing(.invalidField, "the bytes are no distinguished name") {
      try DistinguishedName(derEncoded: DER.parse(der))
    }
  }

  public var der: [UInt8] {
    var serializer = DER.Serializer()
    // A name that was read or made can be written.
    try? name.serialize(into: &serializer)
    return serializer.serializedBytes
  }

  /// Sets the name's fields of the subject, or of the issuer.
  func fill(_ attributes: inout CertificateAttributes, asIssuer: Bool) {
    for attribute in name.lazy.flatMap({ $0 }) {
      guard let row = NameAttribute.all.first(where: { $0.identifier == attribute.type }),
        let text = String(attribute.value)
      else { continue }
      attributes[keyPath: asIssuer ? row.issuer : row.subject] = text
    }
  }
}

extension SubjectName: CustomStringConvertible {
  public var description: String {
    name.reversed().map { $0.map(text).joined(separator: "+") }.joined(separator: ",")
  }

  private func text(_ attribute: RelativeDistinguishedName.Attribute) -> String {
    let row = NameAttribute.all.first { $0.identifier == attribute.type }
    return (row?.key ?? "\(attribute.type)") + "=" + NameText.escaped(String(attribute.value) ?? "?")
  }
}
