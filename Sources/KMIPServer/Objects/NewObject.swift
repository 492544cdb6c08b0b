import FoundationEssentials
import KMIP
import KMIPCrypto
import KeyStore
import TTLV

/// An object that is about to be kept: what the client said of it, completed by what the server knows.
struct NewObject {
  var id: String
  var object: ManagedObject
  /// As the client gave them.
  var given: Attributes
  /// Made here, not registered.
  var isGenerated = true

  static func identifier(_ attributes: Attributes?) throws(OperationFailure) -> String {
    guard case .text(let id)? = attributes?.uniqueIdentifier, !id.isEmpty else { return newIdentifier() }
    return try checked(id)
  }

  static func newIdentifier() -> String { UUID().uuidString.lowercased() }

  static func checked(_ id: String) throws(OperationFailure) -> String {
    guard !id.hasPrefix("["), id.utf8.count <= 1024, !id.utf8.contains(0) else {
      throw OperationFailure(.invalidField, "a unique identifier has at most 1024 bytes and begins with no bracket")
    }
    return id
  }

  func stored(in context: Context) throws -> StoredObject {
    try GivenAttributes.check(given)
    var attributes = GivenAttributes.kept(given)
    describe(&attributes)
    try ObjectFacts(object).describe(&attributes)
    date(&attributes, context.now)
    planRotation(&attributes)
    guarded(&attributes)
    try checkQuantumSafety(attributes)
    try context.policy.check(attributes, of: object.type, groups: attributes.objectGroups)
    let stored = StoredObject(id: id, owner: context.identity.name, attributes: attributes, object: object)
    guard context.scope?.permits(stored) ?? true else {
      throw OperationFailure(.permissionDenied, "DENIED: the ticket gives no right to make such an object")
    }
    return stored.settled(at: context.now)
  }

  private func describe(_ attributes: inout Attributes) {
    attributes.uniqueIdentifier = .text(id)
    attributes.objectType = object.type
    attributes.shortUniqueIdentifier = (try? Hashing.digest(of: Array(id.utf8), .sha256)).map { Array($0.prefix(8)) }
    attributes.state = .preActive
    attributes.fresh = true
    attributes.leaseTime = Interval(seconds: 3600)
    attributes.protectionStorageMask = .software
    if attributes.cryptographicUsageMask == nil, ![.opaqueObject, .template].contains(object.type) {
      attributes.cryptographicUsageMask = .unrestricted
    }
    if var limits = attributes.usageLimits {
      limits.usageLimitsCount = limits.usageLimitsTotal
      attributes.usageLimits = limits
    }
  }

  private func date(_ attributes: inout Attributes, _ now: DateTime) {
    attributes.initialDate = now
    attributes.lastChangeDate = now
    guard isGenerated else { return }
    attributes.originalCreationDate = now
    attributes.randomNumberGenerator = RNGParameters(
      rngAlgorithm: .ansiX931, cryptographicAlgorithm: .aes, cryptographicLength: 256)
  }

  // Who says how often a key is to be replaced wants it replaced.
  private func planRotation(_ attributes: inout Attributes) {
    if attributes.rotateAutomatic == nil, RotationPolicy(attributes).interval > 0 { attributes.rotateAutomatic = true }
    guard attributes.keySetName != nil else { return }
    attributes.rotateGeneration = 0
    attributes.rotateLatest = true
  }

  // A client that wants what quantum computers cannot break gets that or nothing (KMIP 2.1 §4.46).
  private func checkQuantumSafety(_ attributes: Attributes) throws(OperationFailure) {
    guard attributes.quantumSafe == true, isGenerated, object.type != .secretData else { return }
    let isPostQuantum = attributes.cryptographicAlgorithm.flatMap { SupportedAlgorithm($0) }?.isPostQuantum ?? false
    let isLong = object.type == .symmetricKey && attributes.cryptographicLength ?? 0 >= 256
    guard isPostQuantum || isLong else {
      throw OperationFailure(.generalFailure, "NOT_SAFE: such a key does not withstand quantum computers")
    }
  }

  private func guarded(_ attributes: inout Attributes) {
    let sensitive = attributes.sensitive ?? false
    let extractable = attributes.extractable ?? true
    attributes.sensitive = sensitive
    attributes.alwaysSensitive = sensitive
    attributes.extractable = extractable
    attributes.neverExtractable = !extractable
  }
}
