import KMIP
import KMIPCrypto
import Synchronization
import TTLV

/// Tickets by which a client acts in the name of the one who logged in; they end with the server's process.
///
/// Whoever holds the value bears the ticket, so no value is kept: a ticket stands under its value's digest.
final class Tickets: Sendable {
  static let limitPerOwner = 256
  static let limit = 4096
  /// Seconds that a ticket is good for: if none are asked for, and at most.
  static let lease: UInt32 = 3600
  static let longestLease: UInt32 = 86_400

  struct Entry: Sendable {
    let owner: String
    let end: DateTime
    let rights: [Right]?
    /// Messages that it may still come with.
    var requests: Int32?
    var limits: UsageLimits?
  }

  private let entries = Mutex<[[UInt8]: Entry]>([:])

  func issue(_ entry: Entry, at now: DateTime) throws -> Ticket {
    let value = RandomBytes.token() + RandomBytes.token()
    let place = try Self.place(of: value)
    let hasRoom = entries.withLock { entries in
      entries = entries.filter { $0.value.end > now }
      let own = entries.values.count { $0.owner == entry.owner }
      guard own < Self.limitPerOwner, entries.count < Self.limit else { return false }
      entries[place] = entry
      return true
    }
    guard hasRoom else {
      throw OperationFailure(.serverLimitExceeded, "too many tickets are out: end some by Logout, or let them lapse")
    }
    return Ticket(ticketType: .login, ticketValue: value)
  }

  /// Whom a message is from: the issuer of the ticket that it brings, or else whom the transport names.
  func admit(_ identity: Identity, _ authentication: Authentication?, at now: DateTime) throws -> Identity {
    let tickets = try authentication?.tickets() ?? []
    guard let ticket = tickets.first else { return identity }
    guard tickets.count == 1 else { throw OperationFailure(.invalidTicket, "a message brings one ticket") }
    let place = try Self.place(of: ticket.ticketValue)
    let entry = entries.withLock { entries -> Entry? in
      guard let entry = entries[place], entry.end > now else { return nil }
      guard let left = entry.requests else { return entry }
      entries[place]?.requests = left > 1 ? left - 1 : nil
      if left <= 1 { entries[place] = nil }
      return entry
    }
    guard let entry, ticket.ticketType == .login else { throw Self.unknown }
    var bearer = Identity(name: entry.owner)
    bearer.scope = Scope(ticket: place, rights: entry.rights)
    return bearer
  }

  func end(_ ticket: Ticket, of owner: String) throws {
    let place = try Self.place(of: ticket.ticketValue)
    let isEnded = entries.withLock { entries in
      guard entries[place]?.owner == owner else { return false }
      entries[place] = nil
      return true
    }
    guard isEnded else { throw Self.unknown }
  }

  /// Takes one use of a key off what a ticket is good for.
  func charge(_ scope: Scope, bytes: Int, isContinued: Bool) throws {
    let left = entries.withLock { entries -> Int64? in
      guard var limits = entries[scope.ticket]?.limits else { return nil }
      let cost: Int64 = limits.usageLimitsUnit == .byte ? Int64(bytes) : isContinued ? 0 : 1
      let left = limits.usageLimitsCount ?? limits.usageLimitsTotal
      guard cost <= left else { return left }
      limits.usageLimitsCount = left - cost
      entries[scope.ticket]?.limits = limits
      return nil
    }
    guard let left else { return }
    throw OperationFailure(.usageLimitExceeded, "DENIED: the usage limits of the ticket leave \(left)")
  }

  private static func place(of value: [UInt8]) throws -> [UInt8] { try Hashing.digest(of: value, .sha256) }

  private static var unknown: OperationFailure {
    OperationFailure(.invalidTicket, "there is no such ticket: it lapsed, was used up, or ended")
  }
}

extension Authentication {
  /// Other credentials are not looked at: the transport knows who asks.
  fileprivate func tickets() throws -> [Ticket] {
    try credential.filter { $0.credentialType == .ticket }.map { credential in
      guard case .structure(let items) = credential.credentialValue,
        let item = items.first(where: { $0.tag == .ticket })
      else { throw OperationFailure(.invalidTicket, "the credential of type Ticket has no ticket") }
      return try Ticket(item.value)
    }
  }
}
