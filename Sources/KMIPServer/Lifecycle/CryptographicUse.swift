import KMIP
import KeyStore

/// What a key is wanted for, and what its attributes must say for that (KMIP 2.1 §4.14, §4.57).
enum CryptographicUse {
  case encrypt, decrypt, sign, verify, generateMAC, verifyMAC, wrap, unwrap, derive, agree

  private var mask: CryptographicUsageMask {
    switch self {
    case .encrypt: .encrypt
    case .decrypt: .decrypt
    case .sign: .sign
    case .verify: .verify
    case .generateMAC: .macGenerate
    case .verifyMAC: .macVerify
    case .wrap: .wrapKey
    case .unwrap: .unwrapKey
    case .derive: .deriveKey
    case .agree: .keyAgreement
    }
  }

  /// Wrapping encrypts what is wrapped, and unwrapping decrypts it.
  var operation: OperationCode {
    switch self {
    case .encrypt, .wrap: .encrypt
    case .decrypt, .unwrap: .decrypt
    case .sign: .sign
    case .verify: .signatureVerify
    case .generateMAC, .verifyMAC: .mac
    case .derive, .agree: .deriveKey
    }
  }

  /// Applying protection needs an active key; undoing or checking it may be wanted long after.
  var protects: Bool {
    switch self {
    case .encrypt, .sign, .generateMAC, .wrap, .derive, .agree: true
    case .decrypt, .verify, .verifyMAC, .unwrap: false
    }
  }

  func check(_ object: StoredObject, at now: DateTime) throws(OperationFailure) {
    try checkState(object)
    try checkDates(object, at: now)
    try checkMask(object)
  }

  /// The states of a key that it may be used in.
  var states: [State] { protects ? [.active] : [.active, .deactivated, .compromised] }

  private func checkState(_ object: StoredObject) throws(OperationFailure) {
    guard !states.contains(object.state) else { return }
    let names = states.map(\.name).joined(separator: ", ")
    throw OperationFailure(
      .wrongKeyLifecycleState,
      "DENIED: no valid key for id \(object.id): its state is \(object.state.name), wanted one of \(names)")
  }

  private func checkDates(_ object: StoredObject, at now: DateTime) throws(OperationFailure) {
    if protects, let stop = object.attributes.protectStopDate, stop <= now {
      throw OperationFailure(.wrongKeyLifecycleState, "DENIED: the protect stop date of \(object.id) has passed")
    }
    if !protects, let start = object.attributes.processStartDate, start > now {
      throw OperationFailure(.wrongKeyLifecycleState, "DENIED: the process start date of \(object.id) is to come")
    }
  }

  private func checkMask(_ object: StoredObject) throws(OperationFailure) {
    let allowed = object.attributes.cryptographicUsageMask ?? []
    guard !allowed.contains(mask), !allowed.contains(.unrestricted) else { return }
    let words = mask.words.joined(separator: ", ")
    throw OperationFailure(
      .incompatibleCryptographicUsageMask,
      "no valid key for id \(object.id): its usage mask allows \(allowed.words.joined(separator: ", ")), not \(words)")
  }
}
