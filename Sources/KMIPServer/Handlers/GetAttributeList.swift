import KMIP
import KeyStore
import TTLV

extension GetAttributeList: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let attributes = try await context.object(id).attributes
    var references: [AttributeReference] = []
    for item in attributes.items {
      let reference = AttributeReference(item)
      if !references.contains(reference) { references.append(reference) }
    }
    return Response(uniqueIdentifier: .text(id), attributeReference: references)
  }
}

extension AttributeReference {
  /// What names an attribute that stands among others.
  init(_ item: Item) {
    if item.tag == .attribute, let vendor = item[.vendorIdentification]?.text, let name = item[.attributeName]?.text {
      self = .vendor(identification: vendor, name: name)
    } else {
      self = .tag(item.tag)
    }
  }
}
