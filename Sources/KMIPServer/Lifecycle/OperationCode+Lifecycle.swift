public import KMIP

extension OperationCode {
  /// Whether this operation may use a key that is in `state`, or needs none (KMIP 2.1 §4.57).
  public func mayUse(keyIn state: State) -> Bool {
    guard let use = Self.uses[self] else { return true }
    return use.states.contains(state)
  }

  private static let uses: [OperationCode: CryptographicUse] = [
    .encrypt: .encrypt, .decrypt: .decrypt, .sign: .sign, .signatureVerify: .verify, .mac: .generateMAC,
    .macVerify: .verifyMAC, .deriveKey: .derive,
  ]
}
