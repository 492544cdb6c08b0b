import KMIP

extension CipherSuite {
  /// Bytes of the initialization vector, counter block or nonce.
  var ivLength: Int? {
    switch self {
    case .gcm, .gcmSIV, .ccm, .chaCha20Poly1305, .chaCha20: 12
    case .cbc, .ctr, .cfb, .xts: 16
    case .ecb, .keyWrap, .keyWrapPadding, .rsaOAEP, .rsaPKCS1, .rsaAESKeyWrap, .hybrid: nil
    }
  }

  /// The vector given, else a random one.
  func initializationVector(_ given: [UInt8]?, _ parameters: CryptographicParameters) throws -> [UInt8] {
    guard let ivLength else { return [] }
    if let given { return try checked(given) }
    guard parameters.randomIV ?? true else { throw Self.missingVector }
    let length = Int(parameters.ivLength ?? Int32(ivLength))
    guard ivLengths.contains(where: { $0.contains(length) }) else {
      throw OperationFailure.unsupported("found an IV length of \(length), wanted \(wantedLengths)")
    }
    return RandomBytes.unlimited(length)
  }

  func givenVector(_ given: [UInt8]?) throws -> [UInt8] {
    guard ivLength != nil else { return [] }
    guard let given else { throw Self.missingVector }
    return try checked(given)
  }

  private func checked(_ vector: [UInt8]) throws -> [UInt8] {
    guard ivLengths.contains(where: { $0.contains(vector.count) }) else {
      throw OperationFailure.invalid("the IV/Counter/Nonce has \(vector.count) bytes, wanted \(wantedLengths)")
    }
    return vector
  }

  // ChaCha20 has a nonce of 12 bytes (RFC 8439) or, as it was first published, of 8. GCM hashes a vector that has not
  // 12 bytes (SP 800-38D §7.1); one that is shorter than 8 would soon come again.
  private var ivLengths: [ClosedRange<Int>] {
    switch self {
    case .chaCha20: [12...12, 8...8]
    case .ccm: [7...13]
    case .gcm: [8...128]
    default: ivLength.map { [$0...$0] } ?? []
    }
  }

  private var wantedLengths: String {
    ivLengths.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
      .joined(separator: " or ")
  }

  private static var missingVector: OperationFailure {
    OperationFailure(reason: .missingInitializationVector, message: "the IV/Counter/Nonce is missing")
  }

  func check(additionalData: [UInt8]?) throws {
    switch self {
    case .gcm, .gcmSIV, .ccm, .chaCha20Poly1305, .hybrid: return
    default:
      guard additionalData?.isEmpty ?? true else {
        throw OperationFailure.unsupported("additional data needs an authenticated cipher such as GCM")
      }
    }
  }
}

extension CipherSuite {
  /// Bytes of the tag, zero without one.
  var tagLength: Int {
    switch self {
    case .gcm(let length), .ccm(let length), .chaCha20Poly1305(let length): length
    case .gcmSIV: 16
    default: 0
    }
  }
}
