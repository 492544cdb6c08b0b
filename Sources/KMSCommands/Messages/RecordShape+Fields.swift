import KMIP
import KMSInterpreter
import TTLV

extension RecordShape {
  /// A payload or a structure of the specification's tables.
  init(_ name: String, _ rows: [FieldRow]) {
    let objects = rows.first { $0.tags.count > 1 }?.tags ?? []
    self.init(name, alternatives: objects.map(\.word)) {
      rows.flatMap { row in row.tags.map { Field($0, row) } }
    }
  }

  /// What may stand among attributes.
  fileprivate static func attributes(_ name: String, isOne: Bool = false) -> RecordShape {
    let tags = AttributeRules.attributes
    return RecordShape(name, alternatives: isOne ? tags.map(\.word) : []) {
      tags.map { tag in
        let type = ValueType(tag)
        let repeats = !isOne && AttributeRules(tag)?.contains(.repeats) == true
        return Field(tag.word, repeats ? .list(of: type) : type)
      }
    }
  }
}

extension RecordShape.Field {
  fileprivate init(_ tag: Tag, _ row: FieldRow) {
    let type = ValueType(tag)
    self.init(
      tag.word, row.count == .many ? .list(of: type) : type, required: row.count == .one && row.tags.count == 1,
      redacted: tag.isConfidential)
  }
}

extension ValueType {
  /// What a field takes, once.
  init(_ tag: Tag) {
    self =
      switch tag.form {
      case .boolean: .bool
      case .integer, .longInteger: .int
      case .bigInteger: .either([.bytes, .int])
      case .text: tag.isConfidential ? .either([.text, .secret]) : .text
      case .bytes: tag.isConfidential ? dataType : .bytes
      case .dateTime, .dateTimeExtended: .time
      case .interval: .duration
      case .enumeration(let rows): .either([.words(tag.word, rows.map(\.word)), .int])
      case .mask(let rows): .either([.list(of: .words(tag.word, rows.map(\.word))), .int])
      case .structure(let rows): .fields(RecordShape(tag.word, rows))
      case .keyValue(let rows): .either([.bytes, .secret, .fields(RecordShape(tag.word, rows))])
      case .identifier: .id(many: false)
      case .attributes: .fields(.attributes(tag.word))
      case .attribute: .fields(.attributes(tag.word, isOne: true))
      case .attributeReference: .either([.words("attribute", AttributeWords.all), .record])
      case .any: tag == .keyMaterial ? .either([.bytes, .text, .secret, .record]) : .any
      }
  }
}

extension Tag {
  private static let confidential: Set<Tag> = [
    .data, .keyMaterial, .keyValue, .password, .hashedPassword, .credentialValue, .opaqueDataValue,
    .authenticatedEncryptionAdditionalData, .pkcs11InputParameters, .pkcs11OutputParameters,
  ]

  /// What stands under it may be plaintext or a secret: on record it is a size.
  var isConfidential: Bool { Self.confidential.contains(self) }
}
