import KMIP

extension CipherSuite {
  /// Bytes of the initialization vector, counter block or nonce.
  var ivLength: Int? {
    switch self {
    case .gcm, .gcmSIV, .chaCha20Poly1305, .chaCha20: 12
    case .cbc, .ctr, .cfb, .xts: 16
    case .ecb, .keyWrap, .keyWrapPadding, .rsaOAEP, .rsaPKCS1: nil
    }
  }

  /// The vector given, else a random one.
  func initializationVector(_ given: [UInt8]?, _ parameters: CryptographicParameters) throws -> [UInt8] {
    guard let ivLength else { return [] }
    if let given { return try checked(given, ivLength) }
    guard parameters.randomIV ?? true else { throw Self.missingVector }
    guard Int(parameters.ivLength ?? Int32(ivLength)) == ivLength else {
      throw OperationFailure.unsupported("found an IV length of \(parameters.ivLength ?? 0), wanted \(ivLength)")
    }
    return RandomBytes.unlimited(ivLength)
  }

  func givenVector(_ given: [UInt8]?) throws -> [UInt8] {
    guard let ivLength else { return [] }
    guard let given else { throw Self.missingVector }
    return try checked(given, ivLength)
  }

  private func checked(_ vector: [UInt8], _ length: Int) throws -> [UInt8] {
    guard vector.count == length else {
      throw OperationFailure.invalid("the IV/Counter/Nonce has \(vector.count) bytes, wanted \(length)")
    }
    return vector
  }

  private static var missingVector: OperationFailure {
    OperationFailure(reason: .missingInitializationVector, message: "the IV/Counter/Nonce is missing")
  }

  func check(additionalData: [UInt8]?) throws {
    switch self {
    case .gcm, .gcmSIV, .chaCha20Poly1305: return
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
    case .gcm(let length): length
    case .gcmSIV, .chaCha20Poly1305: 16
    default: 0
    }
  }
}
