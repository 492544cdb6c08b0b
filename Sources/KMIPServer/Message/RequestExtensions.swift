import KMIP
import TTLV

/// Fields that the latest specification does not have: what some clients send with Revoke and Destroy, and what
/// older versions have.
struct RequestExtensions: Hashable, Sendable {
  /// The other half of a pair as well.
  let cascades: Bool
  /// Leave nothing of the object.
  let removes: Bool
  let expectedType: ObjectType?
  /// Which instance of an attribute is meant, in version 1.
  let attributeIndex: Int?

  init(_ payload: [Item]) {
    cascades = payload.contains { $0.tag == .cascade && $0.boolean == true }
    removes = payload.contains { $0.tag == .remove && $0.boolean == true }
    expectedType = payload.first { $0.tag == .expectedObjectType }?.enumeration.map(ObjectType.init(rawValue:))
    attributeIndex = payload.first { $0.tag == .attributeIndex }?.integerValue.map(Int.init)
  }
}
