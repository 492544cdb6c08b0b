import KMIP
import TTLV

/// An operation that this server performs.
protocol Handled: KMIP.Operation {
  func response(in context: inout Context) async throws -> Response
}

extension Handled {
  static func respond(to payload: [Item], in context: inout Context) async throws -> [Item] {
    context.operation = code
    context.extensions = RequestExtensions(payload)
    return try await Self(items: payload).response(in: &context).items
  }
}

extension EmbeddedKMS {
  func respond(to operation: OperationCode, _ payload: [Item], in context: inout Context) async throws -> [Item] {
    guard let handler = handlers.first(where: { $0.code == operation }) else {
      throw OperationFailure(.operationNotSupported, "operation \(operation.name) is not supported")
    }
    if operation.makesObjects { try await checkCreation(by: context.identity) }
    return try await handler.respond(to: payload, in: &context)
  }
}
