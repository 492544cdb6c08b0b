import KMIP
import TTLV

/// Fields that the specification does not have and some clients send with Revoke and Destroy.
struct RequestExtensions: Hashable, Sendable {
  /// The other half of a pair as well.
  let cascades: Bool
  /// Leave nothing of the object.
  let removes: Bool
  let expectedType: ObjectType?

  init(_ payload: [Item]) {
    cascades = payload.contains { $0.tag == .cascade && $0.boolean == true }
    removes = payload.contains { $0.tag == .remove && $0.boolean == true }
    expectedType = payload.first { $0.tag == .expectedObjectType }?.enumeration.map(ObjectType.init(rawValue:))
  }
}
