import KMIP

extension Login: Handled {
  static var isUndoable: Bool { false }

  func response(in context: inout Context) async throws -> Response {
    Response(ticket: try context.issueTicket(leaseTime, requestCount, usageLimits, rights: nil))
  }
}

extension Context {
  func issueTicket(
    _ lease: Interval?, _ requests: Int32?, _ limits: UsageLimits?, rights: [Right]?
  ) throws -> Ticket {
    guard identity.scope == nil else {
      throw OperationFailure(.permissionDenied, "DENIED: who comes with a ticket is given no other")
    }
    guard requests ?? 1 > 0, limits.map({ $0.usageLimitsTotal > 0 }) ?? true else {
      throw OperationFailure(.invalidField, "a ticket is good for one request at least, and for some use")
    }
    let seconds = min(lease?.seconds ?? Tickets.lease, Tickets.longestLease)
    let limits = limits.map {
      UsageLimits(
        usageLimitsTotal: $0.usageLimitsTotal, usageLimitsCount: $0.usageLimitsTotal,
        usageLimitsUnit: $0.usageLimitsUnit)
    }
    let entry = Tickets.Entry(
      owner: identity.name, end: DateTime(seconds: now.seconds &+ Int64(seconds)), rights: rights, requests: requests,
      limits: limits)
    return try kms.tickets.issue(entry, at: now)
  }
}
