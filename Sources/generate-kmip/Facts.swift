import Foundation

/// `kmip-2.1.json`: the specification's tables, each fact once.
struct Facts: Decodable {
  var source: String
  var tags: [TagRow]
  var enumerations: [String: [NameRow]]
  var masks: [String: [NameRow]]
  var structures: [String: StructureRow]
  var operations: [OperationRow]
  var attributes: [AttributeRow]
  var since: [String: VersionRow]
  var retired: RetiredRow

  init(contentsOf file: URL) throws {
    self = try JSONDecoder().decode(Facts.self, from: Data(contentsOf: file))
  }

  func type(of field: String) -> String {
    field == "Object" ? "ManagedObject" : tags.first { $0.wire == field }?.type ?? "Item.Value"
  }
}

/// `["420001", "ActivationDate", "Activation Date", "DateTime"]`
struct TagRow: Decodable {
  var code, wire, name, type: String

  init(from decoder: any Decoder) throws {
    var row = try decoder.unkeyedContainer()
    code = try row.decode(String.self)
    wire = try row.decode(String.self)
    name = try row.decode(String.self)
    type = swiftType(try row.decode(String.self))
  }
}

/// `["6", "SHA_256", "SHA-256"]`
struct NameRow: Decodable {
  var code, wire, name: String

  init(from decoder: any Decoder) throws {
    var row = try decoder.unkeyedContainer()
    code = try row.decode(String.self)
    wire = try row.decode(String.self)
    name = try row.decode(String.self)
  }
}

struct StructureRow: Decodable {
  var tag, section: String
  var fields: [Field]
}

struct OperationRow: Decodable {
  var name, section: String
  var request, response: [Field]
}

/// `["Name", "4.32", "mcwd"]`: m several instances, c given at creation, w changed, d deleted by a client.
struct AttributeRow: Decodable {
  var wire, section, rules: String

  init(from decoder: any Decoder) throws {
    var row = try decoder.unkeyedContainer()
    wire = try row.decode(String.self)
    section = try row.decode(String.self)
    rules = try row.decode(String.self)
  }

  var isRepeated: Bool { rules.contains("m") }
}

/// `"UniqueIdentifier?"`: `?` optional, `*` repeats.
struct Field: Decodable {
  enum Count { case one, optional, many }
  var wire: String
  var count: Count

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    count = text.hasSuffix("?") ? .optional : text.hasSuffix("*") ? .many : .one
    wire = text.trimmingCharacters(in: ["?", "*"])
  }
}

/// What a version brought; the first one brought all that no row tells of.
struct VersionRow: Decodable {
  var tags, attributes: [String]
  /// `"Digest.KeyFormatType"`: younger in this structure than elsewhere.
  var fields: [String]?
  var enumerations: [String: [String]]?
}

/// What version 1 had and version 2 has not, or calls otherwise.
struct RetiredRow: Decodable {
  var attributes: [[String]]
  /// A result reason and the older one that says about the same.
  var reasons: [[String]]
}
