import KMIP
import KMIPCrypto
import KeyStore

/// The key that is split, which is kept already or made for it.
struct SplitSource {
  let secret: Secret
  let format: KeyFormatType
  let algorithm: CryptographicAlgorithm?
  /// Bits of the key.
  let length: Int32?
  var id: String?
  var isSensitive = false
  var isExtractable = true

  init(_ attributes: Attributes) throws {
    let length = attributes.cryptographicLength ?? 256
    guard (8...8192).contains(length), length.isMultiple(of: 8) else {
      throw OperationFailure(
        .invalidAttributeValue, "cryptographic length \(length) is not a whole number of bytes from 8 to 8192 bits")
    }
    if let algorithm = attributes.cryptographicAlgorithm {
      secret = try KeyGeneration.symmetricKey(algorithm, length: length)
    } else {
      secret = Secret(try RandomBytes.make(count: Int(length) / 8))
    }
    self.length = length
    format = .raw
    algorithm = attributes.cryptographicAlgorithm
  }

  init(_ object: StoredObject) throws {
    let keyBlock = try Self.keyBlock(object)
    guard case .plain(.bytes(let secret), _)? = keyBlock.keyValue, keyBlock.keyWrappingData == nil else {
      throw OperationFailure(.keyValueNotPresent, "object \(object.id) has no bytes at hand: it is kept wrapped")
    }
    self.secret = secret
    format = keyBlock.keyFormatType
    algorithm = object.attributes.cryptographicAlgorithm
    length = object.attributes.cryptographicLength
    id = object.id
    isSensitive = object.attributes.sensitive ?? false
    isExtractable = object.attributes.extractable ?? true
  }

  // A part says in which form the whole will be: that has to be one of bytes.
  private static func keyBlock(_ object: StoredObject) throws -> KeyBlock {
    switch object.object {
    case .symmetricKey: return try object.key().keyBlock(format: .raw)
    case .privateKey: return try object.key().keyBlock(format: .pkcs8)
    case .secretData(let data): return data.keyBlock
    case nil: throw OperationFailure(.itemNotFound, "object not found for identifier \(object.id): it is destroyed")
    default:
      throw OperationFailure(.invalidObjectType, "object \(object.id) is \(object.type.name): it is not split")
    }
  }
}
