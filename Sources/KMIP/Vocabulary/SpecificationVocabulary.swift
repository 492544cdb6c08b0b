public import TTLV

/// The specification's names and those of the Cosmian dialect (`SHA256`, `Item_Not_Found`).
public struct SpecificationVocabulary: Vocabulary {
  public init() {}

  public func name(of tag: Tag) -> String? { index.tagNames[tag.rawValue] }
  public func tag(named name: String) -> Tag? {
    if let code = index.tags[name] { return Tag(rawValue: code) }
    let folded = foldedName(name)
    return (index.tags[folded] ?? index.tags[dialectTags[folded] ?? ""]).map(Tag.init(rawValue:))
  }

  public func name(of value: UInt32, in tag: Tag) -> String? { table(tag)?.names[value] }
  public func value(named name: String, in tag: Tag) -> UInt32? {
    guard let type = index.types[tag.rawValue], let table = index.tables[type] else { return nil }
    return table.value(named: name) ?? vendorValues[type]?[foldedName(name)]
  }

  public func maskBit(named name: String, in tag: Tag) -> Int32? {
    guard let table = table(tag), table.isMask else { return nil }
    return table.value(named: name).map(Int32.init(bitPattern:))
  }

  public func name(ofMaskBit bit: Int32, in tag: Tag) -> String? {
    guard let table = table(tag), table.isMask else { return nil }
    return table.names[UInt32(bitPattern: bit)]
  }

  public func subject(of tag: Tag, after siblings: ArraySlice<Item>) -> Tag {
    guard tag == .attributeValue, let name = siblings.last(where: { $0.tag == .attributeName })?.text else {
      return tag
    }
    return self.tag(named: name) ?? tag
  }

  private func table(_ tag: Tag) -> NameTable? { index.types[tag.rawValue].flatMap { index.tables[$0] } }
}

extension Tag {
  /// The name of the text encodings, or the number in hexadecimal.
  public var name: String { index.tagNames[rawValue] ?? "0x" + paddedHexadecimal(rawValue).dropFirst(2) }

  /// As the language writes it, such as `activation-date`.
  public var word: String { index.tagWords[rawValue] ?? name }

  /// Takes `activation-date`, `ActivationDate` and every other way to join the words.
  public init?(word: String) {
    guard let code = index.tags[foldedName(word)] else { return nil }
    self.init(rawValue: code)
  }
}

extension Tag {
  /// The language's word of an enumeration value that stands under this tag.
  public func word(of code: UInt32) -> String {
    table?.rows.first { $0.code == code }?.word ?? "0x" + paddedHexadecimal(code)
  }

  /// The language's words of the bits of a mask that stands under this tag; none for a number that is no mask.
  public func words(of mask: Int32) -> [String]? {
    guard let table, table.isMask else { return nil }
    return table.rows.filter { mask & Int32(bitPattern: $0.code) != 0 }.map(\.word)
  }

  private var table: NameTable? { index.types[rawValue].flatMap { index.tables[$0] } }

  /// Of what stands under the tag, as the generator writes it.
  var typeName: String? { index.types[rawValue] }
}

private struct NameTable: Sendable {
  let isMask: Bool
  let rows: [EnumerationRow]
  let names: [UInt32: String]
  private let values: [String: UInt32]

  init(_ rows: [EnumerationRow], isMask: Bool) {
    self.isMask = isMask
    self.rows = rows
    names = Dictionary(rows.map { ($0.code, $0.wire) }) { first, _ in first }
    var values: [String: UInt32] = [:]
    for row in rows {
      values[row.wire] = row.code
      values[foldedName(row.wire)] = row.code
      values[foldedName(row.name)] = row.code
    }
    self.values = values
  }

  func value(named name: String) -> UInt32? {
    if let value = values[name] { return value }
    let folded = foldedName(name)
    return values[dialectSpellings[folded] ?? folded]
  }
}

// Cosmian's spellings that folding does not bring together.
private let dialectSpellings = ["THREEDES": "3DES", "MFG1": "MGF1"]
// Cosmian's names of fields that the specification calls otherwise.
private let dialectTags = [
  "MACORSIGNATUREKEYINFORMATION": "MACSIGNATUREKEYINFORMATION", "APPLICATIONNAMESPACES": "APPLICATIONNAMESPACE",
  "ALTERNATIVEFAILOVERENDPOINTS": "ALTERNATEFAILOVERENDPOINTS", "ATTESTATIONTYPES": "ATTESTATIONTYPE",
  "PROFILESINFORMATION": "PROFILEINFORMATION", "VALIDITYTIME": "VALIDITYDATE", "AMOUNTOFSEEDDATA": "DATALENGTH",
  "OBJECTUNIQUEIDENTIFIER": "UNIQUEIDENTIFIER", "ATTRIBUTEREFERENCES": "ATTRIBUTEREFERENCE",
]
// Cosmian's own values, by the type of the enumeration.
private let vendorValues: [String: [String: UInt32]] = [
  "BlockCipherMode": ["GCMSIV": 0x8000_0002, "LEGACYNISTKEYWRAP": 0x8000_000D],
  "CertificateType": ["PKCS7": 0x8000_0001],
  "CryptographicAlgorithm": [
    "FPEFF1": 0x8880_0001, "CONFIGURABLEKEM": 0x8880_0003, "COVERCRYPT": 0x8880_0004, "COVERCRYPTBULK": 0x8880_0005,
    "X25519MLKEM768": 0x8880_0006, "X448MLKEM1024": 0x8880_0007,
  ],
  "KeyFormatType": [
    "PKCS12LEGACY": 0x8880_0001, "PKCS7": 0x8880_0002, "CONFIGURABLEKEMSECRETKEY": 0x8880_0003,
    "CONFIGURABLEKEMPUBLICKEY": 0x8880_0004, "ENCLAVEECKEYPAIR": 0x8880_0005, "ENCLAVEECSHAREDKEY": 0x8880_0006,
    "COVERCRYPTSECRETKEY": 0x8880_000C, "COVERCRYPTPUBLICKEY": 0x8880_000D,
  ],
  "RecommendedCurve": ["CURVEED25519": 0x8000_0001, "CURVEED448": 0x8000_0002],
]

private struct Index: Sendable {
  let tagNames: [UInt32: String]
  let tagWords: [UInt32: String]
  let tags: [String: UInt32]
  let types: [UInt32: String]
  let tables: [String: NameTable]

  init() {
    var tags: [String: UInt32] = [:]
    for row in tagRows {
      tags["\(row.wire)"] = row.code
      tags[foldedName("\(row.wire)")] = row.code
    }
    self.tags = tags
    tagNames = Dictionary(tagRows.map { ($0.code, "\($0.wire)") }) { first, _ in first }
    tagWords = Dictionary(tagRows.map { ($0.code, languageWord("\($0.name)")) }) { first, _ in first }
    types = Dictionary(tagRows.map { ($0.code, "\($0.type)") }) { first, _ in first }
    let enumerations = enumerationTables.map { ($0.type, NameTable($0.rows, isMask: false)) }
    let masks = maskTables.map { ($0.type, NameTable($0.rows, isMask: true)) }
    tables = Dictionary(enumerations + masks) { first, _ in first }
  }
}

private let index = Index()
