import KMIP
import KeyStore
import TTLV

/// What a handler knows besides its request: who asks, when, and what the batch did before.
struct Context: Sendable {
  let store: ObjectStore
  let identity: Identity
  var now: DateTime
  let description: ServerDescription
  let version: ProtocolVersion
  let kms: EmbeddedKMS
  /// What the requester has set, for operations that make objects.
  var policy = Policy()
  /// What a ticket lets its bearer do with the operation at hand.
  var scope: Scope?
  /// True if a failure takes the whole batch back.
  var isToBeUndone = false
  /// Left by the last operation that made or found one object (KMIP 2.1 §5.13).
  var placeholder: String?
  /// At hand: what it is decides whose objects it may be about.
  var operation: OperationCode?
  /// Tells whoever runs the server.
  var report: @Sendable (String) -> Void = { _ in }
  /// The server acts by itself, for the owner.
  var isScheduled = false
  /// Of the request at hand.
  var extensions = RequestExtensions([])
  /// What version 1 answers of an attribute that was added, changed or deleted.
  var edited: [Item] = []
  private var results: [UniqueIdentifierEnumeration: String] = [:]

  init(
    store: ObjectStore, identity: Identity, now: DateTime, description: ServerDescription, version: ProtocolVersion,
    kms: EmbeddedKMS
  ) {
    self.store = store
    self.identity = identity
    self.now = now
    self.description = description
    self.version = version
    self.kms = kms
  }

  var streams: Streams { kms.streams }

  var access: Access { Access(user: identity.name, operation: operation, now: now, scope: scope) }

  mutating func leave(_ id: String, as result: UniqueIdentifierEnumeration...) {
    placeholder = id
    for result in result { results[result] = id }
  }

  /// The object that a request names, or else the one that the batch left.
  func identifier(_ identifier: UniqueIdentifier?) throws(OperationFailure) -> String {
    switch identifier {
    case .text(let id)?: return id
    case .integer(let number)?: return String(number)
    case .enumeration(let result)? where result != .idPlaceholder:
      if let id = results[result] { return id }
      throw OperationFailure(.invalidField, "nothing in this batch is the \(result.name)")
    default:
      if let placeholder { return placeholder }
      throw OperationFailure(.invalidMessage, "no unique identifier is given and the place holder id is empty")
    }
  }
}
