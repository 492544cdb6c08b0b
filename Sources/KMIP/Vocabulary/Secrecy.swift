public import TTLV

/// Whether what stands somewhere in a message may be key material, a password or plaintext, by the tags above it.
public enum Secrecy: Sendable {
  case open, secret
  /// Inside of an object that is made to be given away.
  case exempt

  public func inside(_ tag: Tag) -> Secrecy {
    if self == .exempt || Self.publicObjects.contains(tag) { return .exempt }
    return self == .secret || Self.secrets.contains(tag) ? .secret : .open
  }

  private static let publicObjects: Set<Tag> = [.publicKey, .certificate, .certificateRequest]

  private static let secrets: Set<Tag> = [
    .data, .keyMaterial, .key, .password, .oneTimePassword, .hashedPassword, .serverHashedPassword, .ticketValue,
    .opaqueDataValue, .derivationData, .authenticatedEncryptionAdditionalData, .pkcs11InputParameters,
    .pkcs11OutputParameters, .d, .privateExponent, .primeExponentP, .primeExponentQ, .crtCoefficient,
  ]
}

extension Item {
  /// The number of secret bytes of a leaf that stands where there is `secrecy`; nil if there are none.
  public func secretByteCount(_ secrecy: Secrecy) -> Int? {
    // A Key Value is bytes where the key is wrapped, and material with attributes where it is not.
    guard secrecy.inside(tag) == .secret || tag == .keyValue && secrecy != .exempt else { return nil }
    return switch value {
    case .byteString(let bytes), .bigInteger(let bytes): bytes.isEmpty ? nil : bytes.count
    case .textString(let text): text.isEmpty ? nil : text.utf8.count
    default: nil
    }
  }

  /// The tag of the first leaf with secret bytes.
  public func firstSecret(_ secrecy: Secrecy = .open) -> Tag? {
    if secretByteCount(secrecy) != nil { return tag }
    let inner = secrecy.inside(tag)
    for child in children {
      if let tag = child.firstSecret(inner) { return tag }
    }
    return nil
  }
}
