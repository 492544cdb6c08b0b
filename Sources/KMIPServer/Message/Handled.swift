import KMIP
import TTLV

/// An operation that this server performs.
protocol Handled: KMIP.Operation {
  func response(in context: inout Context) async throws -> Response

  /// The whole item, for operations whose answer is more than a payload.
  static func answer(to item: RequestBatchItem, in context: inout Context) async throws -> ResponseBatchItem

  /// False if what it does cannot be taken back with the rest of its batch.
  static var isUndoable: Bool { get }
}

extension Handled {
  static var isUndoable: Bool { true }

  static func respond(to payload: [Item], in context: inout Context) async throws -> [Item] {
    context.operation = code
    let payload = try await context.withoutTemplates(payload)
    context.extensions = RequestExtensions(payload)
    context.edited = []
    let completed = try await context.completed(payload, of: code)
    return try await Self(items: completed).response(in: &context).items + context.edited
  }

  static func answer(to item: RequestBatchItem, in context: inout Context) async throws -> ResponseBatchItem {
    ResponseBatchItem(
      operation: item.operation, uniqueBatchItemID: item.uniqueBatchItemID, resultStatus: .success,
      payload: try await respond(to: item.payload, in: &context))
  }
}

extension EmbeddedKMS {
  func respond(to operation: OperationCode, _ payload: [Item], in context: inout Context) async throws -> [Item] {
    try await handler(of: operation, in: &context).respond(to: payload, in: &context)
  }

  /// Refuses what the requester may not ask for, and what cannot be done the way that it is asked for.
  func handler(of operation: OperationCode, in context: inout Context) async throws -> any Handled.Type {
    guard let handler = handlers.first(where: { $0.code == operation }), operation.exists(in: context.version) else {
      throw OperationFailure(.operationNotSupported, "operation \(operation.name) is not supported")
    }
    context.scope = try context.identity.scope?.narrowed(to: operation)
    guard handler.isUndoable || !context.isToBeUndone else {
      throw OperationFailure(
        .featureNotSupported, "\(operation.name) cannot be undone: send it in a batch that stops or continues")
    }
    if operation.makesObjects { try await checkCreation(by: context.identity) }
    return handler
  }
}
