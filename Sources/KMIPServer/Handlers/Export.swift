import KMIP
import KeyStore

extension Export: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try await context.object(named: uniqueIdentifier)
    let stored = try await context.objectWithMaterial(id)
    guard !stored.isDestroyed else {
      throw OperationFailure(.objectNotFound, "object not found for identifier \(id): it is destroyed")
    }
    let delivery = Delivery(
      format: keyFormatType, wrapType: keyWrapType, compression: keyCompressionType,
      specification: keyWrappingSpecification)
    let object = try await delivery.object(stored, in: context)
    try await context.handOut(stored)
    return Response(
      objectType: object.type, uniqueIdentifier: .text(id), attributes: stored.attributes, object: object)
  }
}
