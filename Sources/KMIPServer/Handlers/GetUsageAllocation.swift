import KMIP
import KeyStore

extension GetUsageAllocation: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let (now, count) = (context.now, usageLimitsCount)
    guard count > 0 else { throw OperationFailure(.invalidField, "the usage limits count is not positive") }
    try await context.change(id) { object, _ in try object.allot(count, at: now) }
    return Response(uniqueIdentifier: .text(id))
  }
}

extension StoredObject {
  /// Takes units of use off, which the client is free to spend where the server does not see it.
  fileprivate mutating func allot(_ count: Int64, at now: DateTime) throws(OperationFailure) {
    if isDestroyed { throw OperationFailure(.objectDestroyed, "DENIED: object \(id) is destroyed") }
    guard state == .active else {
      throw OperationFailure(
        .wrongKeyLifecycleState, "DENIED: no use of object \(id) is given out: its state is \(state.name)")
    }
    guard var limits = attributes.usageLimits else {
      throw OperationFailure(.attributeNotFound, "object \(id) has no usage limits")
    }
    guard count <= limits.left else {
      throw OperationFailure(
        .usageLimitExceeded, "DENIED: the usage limits of \(id) leave \(limits.left), wanted \(count)")
    }
    limits.usageLimitsCount = limits.left - count
    attributes.usageLimits = limits
    attributes.lastChangeDate = now
  }
}
