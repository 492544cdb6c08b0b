import KMIP
import TTLV
import Testing

@testable import KMIPServer

@Suite struct TicketTests {
  @Test func whoBearsATicketActsInTheNameOfItsIssuer() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey()
    let ticket = try await fixture.perform(Login()).ticket
    #expect(try await fixture.refusal(Get(uniqueIdentifier: id), as: "bob") == .objectNotFound)
    #expect(try await fixture.reason(Get(uniqueIdentifier: id), bearing: ticket) == nil)
    // What is made is the issuer's.
    let create = Create(objectType: .symmetricKey, attributes: .aes { $0.uniqueIdentifier = "made" })
    #expect(try await fixture.reason(create, bearing: ticket) == nil)
    #expect(try await fixture.refusal(Get(uniqueIdentifier: "made")) == nil)
    #expect(try await fixture.refusal(Get(uniqueIdentifier: "made"), as: "bob") == .objectNotFound)
    #expect(try await fixture.reason(Login(), bearing: ticket) == .permissionDenied)
  }

  @Test func aTicketEndsByLogoutByTimeAndByUse() async throws {
    let fixture = try Fixture()
    let left = try await fixture.perform(Login()).ticket
    #expect(try await fixture.refusal(Logout(ticket: left), as: "bob") == .invalidTicket)
    try await fixture.perform(Logout(ticket: left))
    #expect(try await fixture.reason(Ping(), bearing: left) == .invalidTicket)
    let lapsed = try await fixture.perform(Login(leaseTime: Interval(seconds: 60))).ticket
    #expect(try await fixture.reason(Ping(), bearing: lapsed) == nil)
    fixture.pass(60)
    #expect(try await fixture.reason(Ping(), bearing: lapsed) == .invalidTicket)
    let counted = try await fixture.perform(Login(requestCount: 2)).ticket
    var reasons: [ResultReason?] = []
    for _ in 0..<3 { reasons.append(try await fixture.reason(Ping(), bearing: counted)) }
    #expect(reasons == [nil, nil, .invalidTicket])
    let forged = Ticket(ticketType: .login, ticketValue: [UInt8](repeating: 0, count: 32))
    #expect(try await fixture.reason(Ping(), bearing: forged) == .invalidTicket)
    #expect(try await fixture.refusal(Login(requestCount: 0)) == .invalidField)
  }

  @Test func aTicketIsGoodForSoMuchUse() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey()
    let limits = UsageLimits(usageLimitsTotal: 5, usageLimitsUnit: .byte)
    let ticket = try await fixture.perform(Login(usageLimits: limits)).ticket
    #expect(try await fixture.reason(Encrypt(uniqueIdentifier: id, data: [1, 2, 3]), bearing: ticket) == nil)
    #expect(
      try await fixture.reason(Encrypt(uniqueIdentifier: id, data: [1, 2, 3]), bearing: ticket) == .usageLimitExceeded)
    #expect(try await fixture.refusal(Encrypt(uniqueIdentifier: id, data: [1, 2, 3])) == nil)
  }

  @Test func aTicketForSomeoneElseGivesNoMoreThanItSays() async throws {
    let fixture = try Fixture()
    let shown = try await fixture.makeKey { $0.uniqueIdentifier = "shown" }
    let grouped = try await fixture.makeKey { $0.objectGroup("team") }
    let hidden = try await fixture.makeKey { $0.uniqueIdentifier = "hidden" }
    let rights = Rights(right: [
      Right(
        operations: Operations(operation: [.encrypt, .locate, .create]), objects: Objects(uniqueIdentifier: [shown]),
        objectGroups: ObjectGroups(objectGroup: ["team"])),
      Right(operations: Operations(operation: [.getAttributes])),
    ])
    let ticket = try await fixture.perform(DelegatedLogin(rights: rights)).ticket
    #expect(try await fixture.reason(Encrypt(uniqueIdentifier: shown, data: [1]), bearing: ticket) == nil)
    #expect(try await fixture.reason(Encrypt(uniqueIdentifier: grouped, data: [1]), bearing: ticket) == nil)
    #expect(try await fixture.reason(Encrypt(uniqueIdentifier: hidden, data: [1]), bearing: ticket) == .itemNotFound)
    #expect(try await fixture.reason(GetAttributes(uniqueIdentifier: hidden), bearing: ticket) == nil)
    #expect(try await fixture.reason(Get(uniqueIdentifier: shown), bearing: ticket) == .permissionDenied)
    #expect(try await fixture.reason(Login(), bearing: ticket) == .permissionDenied)
    let located = try await fixture.answer(Locate(), bearing: ticket)
    #expect(try Locate.Response(items: located?.payload ?? []).uniqueIdentifier == [shown, grouped])
    let other = Create(objectType: .symmetricKey, attributes: .aes())
    let ofTheGroup = Create(objectType: .symmetricKey, attributes: .aes { $0.objectGroup("team") })
    #expect(try await fixture.reason(other, bearing: ticket) == .permissionDenied)
    #expect(try await fixture.reason(ofTheGroup, bearing: ticket) == nil)
    #expect(try await fixture.refusal(DelegatedLogin(rights: Rights())) == .invalidField)
  }
}

extension Attributes {
  fileprivate mutating func objectGroup(_ name: String) { objectGroups = [name] }
}

extension Fixture {
  /// As "bob", who has a ticket of someone else's.
  fileprivate func answer(_ request: some KMIP.Operation, bearing ticket: Ticket) async throws -> ResponseBatchItem? {
    let credential = Credential(credentialType: .ticket, credentialValue: .structure([Item(.ticket, ticket.itemValue)]))
    let message = message([RequestBatchItem(request)]) { $0.authentication = Authentication(credential: [credential]) }
    return try await send(message, as: "bob").items.first
  }

  fileprivate func reason(_ request: some KMIP.Operation, bearing ticket: Ticket) async throws -> ResultReason? {
    try await answer(request, bearing: ticket)?.resultReason
  }
}
