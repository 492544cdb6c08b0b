public import TTLV

/// A field of a structure or of a payload, as the specification's tables have it.
public struct FieldRow: Hashable, Sendable {
  public enum Count: Sendable { case one, optional, many }

  /// One, but where a managed object stands: that has a tag for each type of object.
  public let tags: [Tag]
  public let count: Count

  /// `UniqueIdentifier?`: `?` optional, `*` repeats.
  init?(_ text: Substring) {
    count = text.hasSuffix("?") ? .optional : text.hasSuffix("*") ? .many : .one
    let wire = count == .one ? text : text.dropLast()
    guard wire != "Object" else {
      tags = ManagedObject.tags.subtracting([.template]).sorted { $0.rawValue < $1.rawValue }
      return
    }
    guard let tag = Tag(word: String(wire)) else { return nil }
    tags = [tag]
  }

  static func rows(_ text: String) -> [FieldRow] { text.split(separator: " ").compactMap(FieldRow.init) }
}

extension OperationCode {
  /// None for an operation without a table.
  public var requestFields: [FieldRow]? { operationFields[rawValue]?.request }

  public var responseFields: [FieldRow]? { operationFields[rawValue]?.response }

  /// What a client asks of a server, in the specification's order.
  public static let ofClients: [OperationCode] = operationTypes.map { $0.code }.filter { $0 != .notify && $0 != .put }
}

private let operationFields: [UInt32: (request: [FieldRow], response: [FieldRow])] = {
  let rows = operationFieldRows.compactMap { row in
    OperationCode(word: "\(row.operation)").map { code in
      (code.rawValue, (FieldRow.rows("\(row.request)"), FieldRow.rows("\(row.response)")))
    }
  }
  return Dictionary(rows) { first, _ in first }
}()

/// The fields of a structure by its type's name.
let structureFields: [String: [FieldRow]] = {
  let rows = structureFieldRows.map { ("\($0.type)", FieldRow.rows("\($0.fields)")) }
  // The generator leaves these to hand-written types.
  let more = [
    (
      "KeyBlock",
      "KeyFormatType KeyCompressionType? KeyValue? CryptographicAlgorithm? CryptographicLength? KeyWrappingData?"
    ),
    ("KeyValue", "KeyMaterial Attributes?"),
  ]
  return Dictionary(rows + more.map { ($0.0, FieldRow.rows($0.1)) }) { first, _ in first }
}()
