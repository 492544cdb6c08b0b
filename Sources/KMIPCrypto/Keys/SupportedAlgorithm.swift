public import KMIP

/// The algorithms that keys exist for here: one row each, which making, reading and refusing keys all look at.
public struct SupportedAlgorithm: Sendable {
  enum Form: Equatable { case symmetric, rsa, elliptic, postQuantum(PostQuantumKind) }

  public let algorithm: CryptographicAlgorithm
  let form: Form
  /// Bits of a symmetric key; none where any whole number of bytes will do.
  let lengths: [Int32]

  public static let all: [SupportedAlgorithm] = [
    // 512 bits are two keys for XTS.
    row(.aes, .symmetric, [128, 192, 256, 512]),
    row(.chaCha20, .symmetric, [256]), row(.chaCha20Poly1305, .symmetric, [256]),
    row(.hmacSHA1, .symmetric), row(.hmacSHA224, .symmetric), row(.hmacSHA256, .symmetric),
    row(.hmacSHA384, .symmetric), row(.hmacSHA512, .symmetric), row(.hmacSHA3224, .symmetric),
    row(.hmacSHA3256, .symmetric), row(.hmacSHA3384, .symmetric), row(.hmacSHA3512, .symmetric),
    // Of former days: kept for those who have them, used by nobody here. 3DES is told with its parity bits or without.
    row(.des3, .symmetric, [112, 128, 168, 192]), row(.skipjack, .symmetric, [80]),
    row(.rsa, .rsa),
    row(.ec, .elliptic), row(.ecdsa, .elliptic), row(.ecdh, .elliptic), row(.ed25519, .elliptic),
    row(.ed448, .elliptic),
    row(.mlKEM768, .postQuantum(.mlKEM768)), row(.mlKEM1024, .postQuantum(.mlKEM1024)),
    row(.mlDSA65, .postQuantum(.mlDSA65)), row(.mlDSA87, .postQuantum(.mlDSA87)),
  ]

  private static func row(
    _ algorithm: CryptographicAlgorithm, _ form: Form, _ lengths: [Int32] = []
  ) -> SupportedAlgorithm { SupportedAlgorithm(algorithm: algorithm, form: form, lengths: lengths) }

  private init(algorithm: CryptographicAlgorithm, form: Form, lengths: [Int32]) {
    (self.algorithm, self.form, self.lengths) = (algorithm, form, lengths)
  }

  public init?(_ algorithm: CryptographicAlgorithm) {
    guard let row = Self.all.first(where: { $0.algorithm == algorithm }) else { return nil }
    self = row
  }

  public var isSymmetric: Bool { form == .symmetric }

  /// Withstands quantum computers, as far as is known.
  public var isPostQuantum: Bool { if case .postQuantum = form { true } else { false } }

  static func missing(_ algorithm: CryptographicAlgorithm, _ what: String) -> OperationFailure {
    .unsupported("Cryptographic Algorithm not supported: there are no \(what) for \(algorithm)")
  }
}
