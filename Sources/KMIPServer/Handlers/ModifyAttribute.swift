import KMIP
import KeyStore
import TTLV

extension ModifyAttribute: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let (current, item) = (currentAttribute?.item, newAttribute.item)
    if let current, current.tag != item.tag {
      throw OperationFailure(
        .invalidField, "the current attribute is \(current.tag.name), the new one \(item.tag.name)")
    }
    try await context.edit(id) { try $0.modify(current, to: item) }
    return Response(uniqueIdentifier: .text(id))
  }
}
