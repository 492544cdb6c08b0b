import KMIP
import KeyStore
import TTLV

// Another server tells how an object has changed there, of which a copy is here (KMIP 2.1 §6.2.2). The copy follows in
// what its owner may change; all else this server refuses to be told.
extension Notify: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let (items, removed) = (attributes?.items ?? [], attributeReference)
    try await context.edit(id) { editor in
      for (index, item) in items.enumerated() {
        let isFirst = !items[..<index].contains { AttributeReference(naming: $0) == AttributeReference(naming: item) }
        try isFirst ? editor.set(item) : editor.add(item)
      }
      for reference in removed { try editor.remove(reference) }
    }
    return Response()
  }
}

extension AttributeEditor {
  fileprivate mutating func remove(_ reference: AttributeReference) throws(OperationFailure) {
    if case .tag(let tag) = reference { try AttributePermission.checkDeletable(tag) }
    let present = object.attributes.items(of: reference)
    if let first = present.first { try delete(present, first.tag.name) }
  }
}
