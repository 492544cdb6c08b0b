import KMIP
import KeyStore
import TTLV

/// What happens to a key and to the one that takes its place (KMIP 2.1 §6.1.44, §6.1.45).
struct Replacement {
  let offset: Interval?
  let now: DateTime
  /// It is the policy that asks for it, and goes on to ask.
  let isScheduled: Bool

  init(offset: Interval?, in context: Context) {
    self.offset = offset
    now = context.now
    isScheduled = context.isScheduled
  }

  /// When the new object begins.
  var start: DateTime {
    let (start, isOver) = now.seconds.addingReportingOverflow(Int64(offset?.seconds ?? 0))
    return DateTime(seconds: isOver ? .max : start)
  }

  static func check(_ old: StoredObject, as kind: String) throws(OperationFailure) {
    try checkLatest(old, as: kind)
    guard old.state != .preActive else {
      throw OperationFailure(
        .wrongKeyLifecycleState,
        "only Active or Deactivated keys can be rotated: object \(old.id) is \(old.state.name)")
    }
  }

  static func checkLatest(_ old: StoredObject, as kind: String) throws(OperationFailure) {
    try old.checkPresence()
    guard !old.isDestroyed else {
      throw OperationFailure(
        .wrongKeyLifecycleState, "no active \(kind) found for identifier \(old.id): it is destroyed")
    }
    guard old.attributes.link(.replacementObjectLink) == nil else {
      throw OperationFailure(
        .constraintViolation, "object \(old.id) is not the latest of its set: it has a replacement")
    }
  }

  /// - Throws: Constraint Violation where the new key would be another kind of key.
  static func check(_ asked: Attributes?, against old: Attributes) throws(OperationFailure) {
    guard let asked else { return }
    if let algorithm = asked.cryptographicAlgorithm, algorithm != old.cryptographicAlgorithm {
      throw OperationFailure(.constraintViolation, "changing the cryptographic algorithm is not allowed")
    }
    if let length = asked.cryptographicLength, length != old.cryptographicLength {
      throw OperationFailure(.constraintViolation, "changing the cryptographic length is not allowed")
    }
    if let curve = asked.cryptographicDomainParameters?.recommendedCurve,
      curve != old.cryptographicDomainParameters?.recommendedCurve
    {
      throw OperationFailure(.constraintViolation, "changing the recommended curve is not allowed")
    }
  }

  /// - Returns: The next generation's identifier in a set with a name, else one that says nothing.
  func identifier(after old: StoredObject, in context: Context) async throws -> String {
    guard let name = old.attributes.keySetName else { return NewObject.newIdentifier() }
    let id = "\(name)@\(generation(after: old))"
    // A set of that name may have been destroyed: its identifiers stay taken.
    return try await context.store.read { try $0.contains(id) } ? NewObject.newIdentifier() : id
  }

  private func generation(after old: StoredObject) -> Int32 {
    let (next, isOver) = (old.attributes.rotateGeneration ?? 0).addingReportingOverflow(1)
    return isOver ? .max : next
  }

  /// What the client would give for a new key that is used as the old one is.
  func attributes(after old: StoredObject, asked: Attributes?) -> Attributes {
    var attributes = old.attributes
    attributes.items.removeAll { [.link, .rotateInterval, .rotateAutomatic].contains($0.tag) }
    shiftDates(&attributes, old)
    for item in asked?.items ?? [] where item.tag != .uniqueIdentifier {
      attributes.items.removeAll { $0.tag == item.tag }
    }
    attributes.items += (asked?.items ?? []).filter { $0.tag != .uniqueIdentifier }
    return attributes
  }

  private func shiftDates(_ attributes: inout Attributes, _ old: StoredObject) {
    let shift = start.seconds &- (old.attributes.activationDate ?? old.attributes.initialDate ?? now).seconds
    attributes.activationDate = start
    for tag in [Tag.processStartDate, .protectStopDate, .deactivationDate] {
      guard let date: DateTime = old.attributes.value(tag) else { continue }
      // The end of a key that was ended before its time says nothing of the next one.
      let isKept = old.state == .active
      attributes.setValue(tag, isKept ? DateTime(seconds: date.seconds &+ shift) : nil)
    }
  }

  /// Links the two, moves the names and retires the old one.
  func exchange(_ old: inout StoredObject, _ new: inout StoredObject, retires: Bool = true) {
    // Whoever was let rotate it, it stays its owner's.
    new.owner = old.owner
    new.attributes.setLink(.replacedObjectLink, old.id)
    // Before the link to its own forerunner: clients that read one link look for what comes next.
    let next = Link(linkType: .replacementObjectLink, linkedObjectIdentifier: .text(new.id))
    old.attributes.links = [next] + old.attributes.links.filter { $0.linkType != .replacementObjectLink }
    old.attributes.names = []
    new.attributes.rotateGeneration = generation(after: old)
    new.attributes.rotateDate = now
    new.attributes.rotateLatest = true
    old.attributes.rotateLatest = false
    movePolicy(&old.attributes, &new.attributes)
    old.attributes.lastChangeDate = now
    if retires { retire(&old) }
  }

  // Who replaces a key by hand has to say again how often it shall be done.
  private func movePolicy(_ old: inout Attributes, _ new: inout Attributes) {
    let policy: Set<Tag> = [.rotateInterval, .rotateAutomatic]
    let items = old.items.filter { policy.contains($0.tag) }
    old.items.removeAll { policy.contains($0.tag) }
    guard isScheduled else { return }
    new.items.removeAll { policy.contains($0.tag) }
    new.items += items
  }

  // Until the new one begins the old one serves on.
  private func retire(_ old: inout StoredObject) {
    guard old.state == .active else { return }
    let end = old.attributes.deactivationDate.map { min($0.seconds, start.seconds) } ?? start.seconds
    old.attributes.deactivationDate = DateTime(seconds: end)
    old = old.settled(at: now)
  }
}

extension StoreWriter {
  /// A new generation is there for whom the old one is.
  func insert(_ new: StoredObject, inPlaceOf old: String) throws {
    try insert(new)
    try grant(try reader.grants(to: old), of: new.id)
  }

  /// Another object under the identifier of one that goes: whose it is stays as it was.
  func replace(_ old: StoredObject, by new: StoredObject) throws {
    let grants = try reader.grants(to: old.id)
    var new = new
    new.owner = old.owner
    try delete(old.id)
    try insert(new)
    try grant(grants, of: new.id)
  }

  func grant(_ grants: [AccessGrant], of id: String) throws {
    for grant in grants { try self.grant(grant.rights, of: id, to: grant.user) }
  }
}
