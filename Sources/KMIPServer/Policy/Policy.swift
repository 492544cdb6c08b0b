import KMIP
import KeyStore
import TTLV

/// What an owner has set for objects: attributes that they get, and bounds of attributes (KMIP 2.1 §6.1.52, §6.1.53).
struct Policy: Sendable {
  static let defaultsName = "defaults"
  static let constraintsName = "constraints"

  var defaults = DefaultsInformation()
  var constraints = Constraints()

  init() {}

  init(of owner: String, in store: StoreReader) throws {
    defaults = try store.value(of: Setting(Self.defaultsName, of: owner)).map(Self.decode) ?? defaults
    constraints = try store.value(of: Setting(Self.constraintsName, of: owner)).map(Self.decode) ?? constraints
  }

  static func encode(_ value: some FieldValue, _ tag: Tag) -> [UInt8] { Item(tag, value.itemValue).encoded() }

  private static func decode<Value: FieldValue>(_ bytes: [UInt8]) throws -> Value {
    try Value(Item(decoding: bytes).value)
  }

  /// - Throws: Constraint Violation, where an attribute has a value that is not allowed.
  func check(_ attributes: Attributes, of type: ObjectType, groups: [String]) throws(OperationFailure) {
    for constraint in constraints.constraint where constraint.isAbout(type, groups) {
      let allowed = constraint.attributes?.items ?? []
      for item in attributes.items {
        let values = allowed.filter { $0.tag == item.tag }
        guard !values.isEmpty, !values.contains(where: { $0.allows(item) }) else { continue }
        throw OperationFailure(.constraintViolation, "DENIED: the constraints do not allow this \(item.tag.name)")
      }
    }
  }
}

extension Constraint {
  /// What it does not speak of it is about at all.
  fileprivate func isAbout(_ type: ObjectType, _ groups: [String]) -> Bool {
    guard objectTypes?.objectType.contains(type) ?? true else { return false }
    return objectGroups?.objectGroup.contains(where: groups.contains) ?? true
  }
}

extension Item {
  /// A mask allows its parts; of a structure the fields that are given have to be the same.
  fileprivate func allows(_ item: Item) -> Bool {
    if case .mask = tag.form, let bits = integerValue, let asked = item.integerValue { return asked & ~bits == 0 }
    if case .structure(let fields) = value {
      return fields.allSatisfy { field in item.children.contains { $0.tag == field.tag && field.allows($0) } }
    }
    if let number = integerValue { return number == item.integerValue }
    return value == item.value
  }
}
