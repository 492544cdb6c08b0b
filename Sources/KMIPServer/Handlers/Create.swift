import KMIP
import KMIPCrypto
import KeyStore

extension Create: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try NewObject.identifier(attributes)
    let object = try makeObject()
    try await context.insert([try NewObject(id: id, object: object, given: given).stored(in: context)])
    context.leave(id, as: .create)
    return Response(objectType: objectType, uniqueIdentifier: .text(id))
  }

  private func makeObject() throws -> ManagedObject {
    switch objectType {
    case .symmetricKey: return try makeKey()
    case .secretData: return try makeSecret()
    default:
      throw OperationFailure(.invalidObjectType, "Create makes symmetric keys and secret data, not \(objectType)")
    }
  }

  private func makeKey() throws -> ManagedObject {
    guard let algorithm = attributes.cryptographicAlgorithm else {
      throw OperationFailure(.invalidAttribute, "missing field: the cryptographic algorithm of the key is not given")
    }
    let length = try length()
    let key = try KeyGeneration.symmetricKey(algorithm, length: length)
    return try .symmetricKey(CryptographicKey(symmetric: key, algorithm: algorithm, length: length))
  }

  private func makeSecret() throws -> ManagedObject {
    let bytes = try RandomBytes.make(count: Int(try length()) / 8)
    let keyBlock = KeyBlock(keyFormatType: .raw, keyValue: .plain(.bytes(Secret(bytes)), attributes: nil))
    return .secretData(SecretData(secretDataType: .seed, keyBlock: keyBlock))
  }

  private func length() throws(OperationFailure) -> Int32 {
    let length = attributes.cryptographicLength ?? 256
    guard (8...8192).contains(length), length.isMultiple(of: 8) else {
      throw OperationFailure(
        .invalidAttributeValue, "cryptographic length \(length) is not a whole number of bytes from 8 to 8192 bits")
    }
    return length
  }

  private var given: Attributes {
    var given = attributes
    if given.cryptographicUsageMask == nil {
      given.cryptographicUsageMask = [.encrypt, .decrypt, .wrapKey, .unwrapKey, .keyAgreement]
    }
    return given
  }
}
