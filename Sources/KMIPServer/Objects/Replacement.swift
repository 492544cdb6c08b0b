import KMIP
import KeyStore
import TTLV

/// What happens to a key and to the one that takes its place (KMIP 2.1 §6.1.44, §6.1.45).
struct Replacement {
  let offset: Interval?
  let now: DateTime

  static func check(_ old: StoredObject, as kind: String) throws(OperationFailure) {
    try old.checkPresence()
    guard !old.isDestroyed else {
      throw OperationFailure(
        .wrongKeyLifecycleState, "no active \(kind) found for identifier \(old.id): it is destroyed")
    }
    guard old.attributes.link(.replacementObjectLink) == nil else {
      throw OperationFailure(
        .constraintViolation, "object \(old.id) is not the latest of its set: it has a replacement")
    }
    guard old.state != .preActive else {
      throw OperationFailure(
        .wrongKeyLifecycleState,
        "only Active or Deactivated keys can be rotated: object \(old.id) is \(old.state.name)")
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
  func identifier(after old: StoredObject) -> String {
    guard let name = old.rotateName else { return NewObject.newIdentifier() }
    return "\(name)@\((old.attributes.rotateGeneration ?? 0) &+ 1)"
  }

  /// What the client would give for a new key that is used as the old one is.
  func attributes(after old: StoredObject, asked: Attributes?) -> Attributes {
    var attributes = old.attributes
    attributes.items.removeAll { [.link, .rotateInterval].contains($0.tag) }
    shiftDates(&attributes, old)
    for item in asked?.items ?? [] where item.tag != .uniqueIdentifier {
      attributes.items.removeAll { $0.tag == item.tag }
    }
    attributes.items += (asked?.items ?? []).filter { $0.tag != .uniqueIdentifier }
    return attributes
  }

  private func shiftDates(_ attributes: inout Attributes, _ old: StoredObject) {
    let start = DateTime(seconds: now.seconds &+ Int64(offset?.seconds ?? 0))
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
  func exchange(_ old: inout StoredObject, _ new: inout StoredObject) {
    // Whoever was let rotate it, it stays its owner's.
    new.owner = old.owner
    new.attributes.setLink(.replacedObjectLink, old.id)
    old.attributes.setLink(.replacementObjectLink, new.id)
    old.attributes.names = []
    new.attributes.rotateGeneration = (old.attributes.rotateGeneration ?? 0) &+ 1
    new.attributes.rotateDate = now
    new.attributes.rotateLatest = true
    old.attributes.rotateLatest = false
    old.attributes.rotateInterval = nil
    old.attributes.lastChangeDate = now
    if old.state == .active {
      old.attributes.state = .deactivated
      old.attributes.deactivationDate = now
    }
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

extension StoredObject {
  /// The specification has a structure there, other servers a text.
  var rotateName: String? {
    attributes.items.first { $0.tag == .rotateName }.flatMap { $0.text ?? $0[.rotateNameValue]?.text }
  }
}
