import KMIP
import KeyStore

extension ObtainLease: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let object = try await context.object(id)
    try object.checkPresence()
    try check(object)
    return Response(
      uniqueIdentifier: .text(id), leaseTime: object.lease(at: context.now),
      lastChangeDate: object.attributes.lastChangeDate)
  }

  // Who holds a lease may go on using a copy of the object: there is none for what must not be used any more.
  private func check(_ object: StoredObject) throws(OperationFailure) {
    if object.isDestroyed { throw OperationFailure(.objectDestroyed, "DENIED: object \(object.id) is destroyed") }
    guard [.preActive, .active].contains(object.state) else {
      throw OperationFailure(
        .permissionDenied, "DENIED: no lease for object \(object.id): its state is \(object.state.name)")
    }
    if let limits = object.attributes.usageLimits, limits.left <= 0 {
      throw OperationFailure(.usageLimitExceeded, "DENIED: the usage limits of \(object.id) leave nothing")
    }
  }
}

extension StoredObject {
  /// A lease ends with the object's use at the latest.
  func lease(at now: DateTime) -> Interval {
    let lease = attributes.leaseTime ?? Interval(seconds: 0)
    guard let end = attributes.deactivationDate else { return lease }
    let rest = max(1, end.seconds.subtractingReportingOverflow(now.seconds).partialValue)
    return lease.seconds == 0 || rest < Int64(lease.seconds) ? Interval(seconds: UInt32(clamping: rest)) : lease
  }
}

extension UsageLimits {
  /// Units that are not used up.
  var left: Int64 { usageLimitsCount ?? usageLimitsTotal }
}
