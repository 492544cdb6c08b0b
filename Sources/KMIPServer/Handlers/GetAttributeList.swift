import KMIP
import KeyStore
import TTLV

extension GetAttributeList: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try await context.object(named: uniqueIdentifier)
    let attributes = try await context.object(id).attributes
    var references: [AttributeReference] = []
    for item in attributes.items {
      let reference = AttributeReference(naming: item)
      if !references.contains(reference) { references.append(reference) }
    }
    return Response(uniqueIdentifier: .text(id), attributeReference: references)
  }
}
