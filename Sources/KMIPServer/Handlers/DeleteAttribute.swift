import KMIP
import KeyStore
import TTLV

extension DeleteAttribute: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let reference = attributeReference
    var current = currentAttribute?.item
    if current == nil, let reference { current = try await context.instance(of: reference, on: id) }
    try await context.edit(id) { [current] editor in
      let attributes = editor.object.attributes
      if let current {
        try AttributePermission.checkDeletable(current.tag)
        try editor.delete(attributes.items.filter { $0 == current }, current.tag.name)
      } else if let reference {
        if case .tag(let tag) = reference { try AttributePermission.checkDeletable(tag) }
        try editor.delete(attributes.items(of: reference), reference.name)
      } else {
        throw OperationFailure(.invalidMessage, "neither a current attribute nor an attribute reference is given")
      }
    }
    context.noteEdited(current, at: context.editedIndex)
    return Response(uniqueIdentifier: .text(id))
  }
}

extension AttributeReference {
  fileprivate var name: String {
    switch self {
    case .tag(let tag): tag.name
    case .vendor(let identification, let name): "\(identification) \(name)"
    }
  }
}
