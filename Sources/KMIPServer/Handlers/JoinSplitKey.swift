import KMIP
import KMIPCrypto
import KeyStore

extension JoinSplitKey: Handled {
  func response(in context: inout Context) async throws -> Response {
    var parts: [SplitKeyPart] = []
    for identifier in uniqueIdentifier {
      let id = try context.identifier(identifier)
      parts.append(try SplitKeyPart(try await context.objectWithMaterial(id)))
    }
    let whole = try JoinedKey(parts)
    let id = try NewObject.identifier(attributes)
    let object = try whole.object(objectType, secretDataType)
    let stored = try NewObject(id: id, object: object, given: whole.given(attributes)).stored(in: context)
    try await context.insert([stored])
    context.leave(id, as: .joinSplitKey)
    return Response(uniqueIdentifier: .text(id))
  }
}
