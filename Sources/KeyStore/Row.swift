import FoundationEssentials
import GRDB
import KMIP
import TTLV

/// One object as the table `object` holds it.
struct ObjectRow {
  static let columns = "number, id, owner, type, attributes, material IS NULL AS isAbsent"

  let number: Int64
  let id: String
  let owner: String
  let type: ObjectType
  let isAbsent: Bool
  private let encodedAttributes: Data

  init(_ row: Row) {
    number = row["number"]
    id = row["id"]
    owner = row["owner"]
    type = ObjectType(rawValue: UInt32(truncatingIfNeeded: row["type"] as Int64))
    isAbsent = row["isAbsent"]
    encodedAttributes = row["attributes"]
  }

  func attributes() throws -> Attributes {
    do { return try Attributes(Item(decoding: [UInt8](encodedAttributes)).value) } catch {
      throw KeyStoreError.corrupt(path: "row \(number)", cause: "the attributes of object \(id) cannot be read")
    }
  }
}

/// The columns that are told from an object's attributes.
struct IndexedColumns {
  let attributes: Attributes

  /// When the state changes by itself: seconds since 1970.
  var due: Int64? {
    switch attributes.state {
    case .preActive?: attributes.activationDate?.seconds
    case .active?: attributes.deactivationDate?.seconds
    default: nil
    }
  }

  var arguments: StatementArguments {
    let state = attributes.state ?? .preActive
    return [
      "state": Int64(state.rawValue), "algorithm": attributes.cryptographicAlgorithm.map { Int64($0.rawValue) },
      "length": attributes.cryptographicLength.map { Int64($0) },
      "usage": Int64(attributes.cryptographicUsageMask?.rawValue ?? 0),
      "format": attributes.keyFormatType.map { Int64($0.rawValue) }, "due": due,
      "rotation": RotationPolicy(attributes).due(for: attributes),
      "attributes": Item(.attributes, attributes.itemValue).encoded().databaseBlob,
    ]
  }
}
