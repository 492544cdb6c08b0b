import KMIP
import KeyStore

extension Get: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try await context.object(named: uniqueIdentifier)
    let stored = try await context.objectWithMaterial(id)
    try checkState(stored)
    let delivery = Delivery(
      format: keyFormatType, wrapType: keyWrapType, compression: keyCompressionType,
      specification: keyWrappingSpecification)
    let object = try await delivery.object(stored, in: context)
    try await context.handOut(stored)
    return Response(objectType: object.type, uniqueIdentifier: .text(id), object: object)
  }

  private func checkState(_ stored: StoredObject) throws(OperationFailure) {
    if stored.isDestroyed { throw OperationFailure(.objectDestroyed, "DENIED: object \(stored.id) is destroyed") }
    if stored.state == .deactivated {
      throw OperationFailure(.wrongKeyLifecycleState, "DENIED: object \(stored.id) is deactivated: export it instead")
    }
  }
}

extension Context {
  /// Once it was handed out, an object is not fresh any more (KMIP 2.1 §4.24).
  func handOut(_ stored: StoredObject) async throws {
    guard stored.attributes.fresh == true else { return }
    try await change(stored.id) { object, _ in object.attributes.fresh = false }
  }
}
