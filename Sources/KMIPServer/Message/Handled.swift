import KMIP
import TTLV

/// An operation that this server performs.
protocol Handled: KMIP.Operation {
  func response(in context: inout Context) async throws -> Response
}

extension Handled {
  static func respond(to payload: [Item], in context: inout Context) async throws -> [Item] {
    context.operation = code
    let payload = try await context.withoutTemplates(payload)
    context.extensions = RequestExtensions(payload)
    context.edited = []
    return try await Self(items: payload).response(in: &context).items + context.edited
  }
}

extension EmbeddedKMS {
  func respond(to operation: OperationCode, _ payload: [Item], in context: inout Context) async throws -> [Item] {
    guard let handler = handlers.first(where: { $0.code == operation }), operation.exists(in: context.version) else {
      throw OperationFailure(.operationNotSupported, "operation \(operation.name) is not supported")
    }
    if operation.makesObjects { try await checkCreation(by: context.identity) }
    return try await handler.respond(to: payload, in: &context)
  }
}
