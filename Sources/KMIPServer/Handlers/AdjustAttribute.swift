import KMIP
import KeyStore
import TTLV

extension AdjustAttribute: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let (reference, adjustment) = (attributeReference, Adjustment(type: adjustmentType, value: adjustmentValue))
    if case .tag(let tag) = reference { try check(tag) }
    try await context.edit(id) { editor in
      let present = editor.object.attributes.items(of: reference)
      guard let current = present.first else {
        throw OperationFailure(.attributeNotFound, "object \(id) has no such attribute to adjust")
      }
      guard present.count == 1 else {
        throw OperationFailure(.multiValuedAttribute, "\(current.tag.name) stands more than once on object \(id)")
      }
      try editor.modify(current, to: try adjustment.adjusted(current))
    }
    return Response(uniqueIdentifier: .text(id))
  }

  // The reasons of this operation are its own (KMIP 2.1 §11.3).
  private func check(_ tag: Tag) throws(OperationFailure) {
    guard let rules = AttributeRules(tag) else {
      throw OperationFailure(.unsupportedAttribute, "\(tag.name) is not an attribute")
    }
    guard !rules.contains(.repeats) else {
      throw OperationFailure(.multiValuedAttribute, "\(tag.name) may stand more than once: it is not adjusted")
    }
    guard AttributePermission.isChangeable(tag) else {
      throw OperationFailure(.readOnlyAttribute, "DENIED: this attribute is server-managed: \(tag.name)")
    }
  }
}
