import KMIP
import KeyStore
import TTLV

extension GetAttributes: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try await context.object(named: uniqueIdentifier)
    let attributes = try await context.object(id).attributes
    guard !attributeReference.isEmpty else { return Response(uniqueIdentifier: .text(id), attributes: attributes) }
    var items: [Item] = []
    for reference in attributeReference { items += attributes.items(of: reference).filter { !items.contains($0) } }
    return Response(uniqueIdentifier: .text(id), attributes: Attributes(items))
  }
}

extension Attributes {
  /// Every instance of what a reference names.
  func items(of reference: AttributeReference) -> [Item] {
    switch reference {
    case .tag(.certificateAttributes):
      let fields = items.filter { GivenAttributes.certificateFields.contains($0.tag) }
      return fields.isEmpty ? [] : [Item(.certificateAttributes, fields)]
    // Where a tag is asked for by this name, the list of the object's tags is meant.
    case .tag(.tag): return items.filter { $0.tag == .attribute && $0[.attributeName]?.text == "tag" }
    case .tag(let tag): return items.filter { $0.tag == tag }
    case .vendor(let identification, let name):
      return items.filter { item in
        item.tag == .attribute && item[.vendorIdentification]?.text == identification
          && item[.attributeName]?.text == name
      }
    }
  }
}
