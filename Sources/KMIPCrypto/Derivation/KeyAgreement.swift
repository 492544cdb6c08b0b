public import KMIP

/// The method Asymmetric Key (KMIP 2.1 §6.1.14): what a private key and another's public key agree on, which is ECDH
/// on a curve with points, X25519 or X448.
public enum KeyAgreement {
  /// The secret as it is: its length is the curve's.
  public static func secret(of privateKey: CryptographicKey, with publicKey: CryptographicKey) throws -> Secret {
    try privateKey.requirePrivate()
    let (own, other) = (try privateKey.asymmetricKind(), try publicKey.asymmetricKind())
    guard let curve = own.curve, own == other else {
      throw OperationFailure(
        reason: .badCryptographicParameters, message: "the two keys are not of one curve: nothing is agreed on")
    }
    if case .edwards = curve.form {
      throw OperationFailure.unsupported("keys of this curve sign and do not agree on keys")
    }
    return try refusing(.cryptographicFailure, "the keys agree on nothing") {
      try privateKey.openSSLKey().sharedSecret(with: publicKey.openSSLKey())
    }
  }
}
