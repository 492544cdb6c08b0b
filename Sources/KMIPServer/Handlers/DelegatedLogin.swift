import KMIP

extension DelegatedLogin: Handled {
  static var isUndoable: Bool { false }

  func response(in context: inout Context) async throws -> Response {
    guard !rights.right.isEmpty else {
      throw OperationFailure(.invalidField, "a ticket for someone else needs a right at least")
    }
    guard rights.right.allSatisfy({ $0.usageLimits == nil }) else {
      throw OperationFailure(.featureNotSupported, "usage limits are those of the whole ticket, not of one right")
    }
    return Response(ticket: try context.issueTicket(leaseTime, requestCount, usageLimits, rights: rights.right))
  }
}
