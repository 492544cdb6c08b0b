import KMIP
import KMIPCrypto
import KeyStore

extension StoredObject {
  /// The key of a key object or of a certificate.
  func key() throws -> CryptographicKey {
    switch object {
    case .certificate(let certificate)?: return try CryptographicKey(certificate: certificate.certificateValue)
    case let object?:
      guard let keyBlock = object.keyBlock else {
        throw OperationFailure(.invalidObjectType, "object \(id) is \(type.name): it has no key")
      }
      return try CryptographicKey(keyBlock, objectType: type)
    case nil: throw OperationFailure(.itemNotFound, "object not found for identifier \(id): it is destroyed")
    }
  }
}

extension Context {
  /// A key for one use of it, after its usage limits were charged.
  /// - Parameters:
  ///   - amount: Bytes to be processed.
  ///   - isContinued: True if the use itself was charged with an earlier part of its data.
  func key(
    _ id: String, for use: CryptographicUse, amount: Int, isContinued: Bool = false,
    missing reason: ResultReason = .itemNotFound
  ) async throws -> (key: CryptographicKey, attributes: Attributes) {
    let user = using(use)
    let object = try await user.objectWithMaterial(id, missing: reason)
    guard !object.isDestroyed else {
      throw OperationFailure(reason, "object not found for identifier \(id): it is destroyed")
    }
    try use.check(object, at: now)
    let key = try await unwrapped(object).key()
    if use.protects, let limits = object.attributes.usageLimits, !isContinued || limits.usageLimitsUnit == .byte {
      try await user.charge(id, amount)
    }
    if let scope { try kms.tickets.charge(scope, bytes: amount, isContinued: isContinued) }
    return (key, object.attributes)
  }

  /// Whatever is at hand, a key that it takes is used in a way that needs a right of its own.
  private func using(_ use: CryptographicUse) -> Context {
    var context = self
    context.operation = use.operation
    return context
  }

  /// The object with its key in clear, if it is kept wrapped.
  func unwrapped(_ object: StoredObject) async throws -> StoredObject {
    guard object.object?.keyBlock?.keyWrappingData != nil else { return object }
    let access = access
    return try await store.read { try WrappingAtRest(access: access, store: $0).unwrapped(object) }
  }

  func charge(_ id: String, _ amount: Int) async throws {
    try await change(id, missing: .itemNotFound) { object, _ in
      guard var limits = object.attributes.usageLimits else { return }
      let cost = limits.usageLimitsUnit == .byte ? Int64(amount) : 1
      let left = limits.left
      guard cost <= left else {
        throw OperationFailure(.permissionDenied, "DENIED: the usage limits of \(id) leave \(left), wanted \(cost)")
      }
      limits.usageLimitsCount = left - cost
      object.attributes.usageLimits = limits
    }
  }
}
