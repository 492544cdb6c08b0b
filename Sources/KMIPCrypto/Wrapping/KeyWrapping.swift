public import KMIP
import TTLV

/// Wrapped keys (KMIP 2.1 §3.2 and §7.7).
public enum KeyWrapping {
  /// AES wraps with NIST key wrap and RSA with OAEP and SHA-256 unless the specification says otherwise.
  /// With GCM the tag follows the wrapped bytes.
  public static func wrap(
    _ keyBlock: KeyBlock, with key: CryptographicKey, specification: KeyWrappingSpecification
  ) throws -> KeyBlock {
    try requireEncryption(specification.wrappingMethod, specification.macSignatureKeyInformation)
    guard keyBlock.keyWrappingData == nil else { throw OperationFailure.invalid("the key is wrapped already") }
    let parameters = parameters(specification.encryptionKeyInformation, key)
    let plain = try encode(keyBlock, specification.encodingOption)
    let wrapped = try Cipher.encrypt(plain, with: key, parameters: parameters)
    var result = keyBlock
    result.keyValue = .wrapped(wrapped.data + (wrapped.authenticatedEncryptionTag ?? []))
    result.keyWrappingData = KeyWrappingData(
      wrappingMethod: .encrypt, encryptionKeyInformation: specification.encryptionKeyInformation,
      ivCounterNonce: wrapped.ivCounterNonce, encodingOption: specification.encodingOption ?? .ttlvEncoding)
    return result
  }

  public static func unwrap(_ keyBlock: KeyBlock, with key: CryptographicKey) throws -> KeyBlock {
    guard let data = keyBlock.keyWrappingData, case .wrapped(let bytes)? = keyBlock.keyValue else {
      throw OperationFailure.invalid("the key is not wrapped")
    }
    try requireEncryption(data.wrappingMethod, data.macSignatureKeyInformation)
    let parameters = parameters(data.encryptionKeyInformation, key)
    let ciphertext = try ciphertext(bytes, data.ivCounterNonce, key, parameters)
    let plain = try Cipher.decrypt(ciphertext, with: key, parameters: parameters)
    var result = keyBlock
    result.keyValue = try decode(plain, data.encodingOption)
    result.keyWrappingData = nil
    return result
  }

  private static func requireEncryption(_ method: WrappingMethod, _ mac: EncryptionKeyInformation?) throws {
    guard method == .encrypt, mac == nil else {
      throw OperationFailure(
        reason: .keyWrapTypeNotSupported, message: "the wrapping method \(method) is not supported, only Encrypt")
    }
  }

  private static func parameters(
    _ information: EncryptionKeyInformation?, _ key: CryptographicKey
  ) -> CryptographicParameters {
    var parameters = information?.cryptographicParameters ?? CryptographicParameters()
    if key.algorithm == .aes, parameters.blockCipherMode == nil { parameters.blockCipherMode = .nistKeyWrap }
    return parameters
  }

  private static func ciphertext(
    _ bytes: [UInt8], _ nonce: [UInt8]?, _ key: CryptographicKey, _ parameters: CryptographicParameters
  ) throws -> Ciphertext {
    let tagLength = try CipherSuite(key, parameters).tagLength
    guard bytes.count >= tagLength else { throw OperationFailure.cryptographic("the wrapped key is too short") }
    return Ciphertext(
      data: Array(bytes.dropLast(tagLength)), ivCounterNonce: nonce,
      authenticatedEncryptionTag: tagLength > 0 ? Array(bytes.suffix(tagLength)) : nil)
  }
}

extension KeyWrapping {
  // KMIP 2.1 §7.7: without an encoding option the key value is encoded as TTLV.
  private static func encode(_ keyBlock: KeyBlock, _ option: EncodingOption?) throws -> [UInt8] {
    guard case .plain(let material, let attributes)? = keyBlock.keyValue else {
      throw OperationFailure(reason: .keyValueNotPresent, message: "the key block has no plain key value")
    }
    switch option {
    case nil, .ttlvEncoding:
      return Item(.keyValue, KeyValue.plain(material, attributes: attributes).itemValue).encoded()
    case .noEncoding:
      guard case .bytes(let secret) = material, attributes == nil else {
        throw encodingError(
          "No Encoding takes a byte string without attributes; ask for TTLV Encoding or a byte format")
      }
      return secret.withBytes { Array($0) }
    case let option?: throw encodingError("the encoding option \(option) is not known")
    }
  }

  private static func decode(_ plain: [UInt8], _ option: EncodingOption?) throws -> KeyValue {
    switch option {
    case .noEncoding: return .plain(.bytes(Secret(plain)), attributes: nil)
    case nil, .ttlvEncoding:
      let value = try refusing(.encodingOptionError, "the unwrapped bytes are no key value in TTLV") {
        let item = try Item(decoding: plain)
        guard item.tag == .keyValue else { throw encodingError("the unwrapped bytes are no key value in TTLV") }
        return try KeyValue(item.value)
      }
      guard case .plain = value else { throw encodingError("the key is wrapped twice") }
      return value
    case let option?: throw encodingError("the encoding option \(option) is not known")
    }
  }

  private static func encodingError(_ message: String) -> OperationFailure {
    OperationFailure(reason: .encodingOptionError, message: message)
  }
}
