import KMIP
import KeyStore
import TTLV

extension AddAttribute: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let item = newAttribute.item
    try await context.edit(id) { try $0.add(item) }
    return Response(uniqueIdentifier: .text(id))
  }
}

extension Context {
  func edit(_ id: String, _ body: @escaping @Sendable (inout AttributeEditor) throws -> Void) async throws {
    let now = now
    try await change(id) { object, _ in
      var editor = AttributeEditor(object: object, now: now)
      try body(&editor)
      object = editor.object
    }
  }
}
