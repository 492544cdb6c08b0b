import KMIP
import KeyStore
import TTLV

extension ModifyAttribute: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let item = newAttribute.item
    var current = currentAttribute?.item
    if current == nil { current = try await context.instance(of: AttributeReference(naming: item), on: id) }
    if let current, current.tag != item.tag {
      throw OperationFailure(
        .invalidField, "the current attribute is \(current.tag.name), the new one \(item.tag.name)")
    }
    try await context.edit(id) { [current] in try $0.modify(current, to: item) }
    context.noteEdited(item, at: context.editedIndex)
    return Response(uniqueIdentifier: .text(id))
  }
}
