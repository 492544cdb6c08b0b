import KMIP
import KeyStore

extension Context {
  /// The bytes of the secret data that opens or seals a PKCS#12 file.
  func password(_ id: String) async throws -> Secret {
    let stored = try await objectWithMaterial(id, missing: .itemNotFound)
    guard case .secretData(let data)? = stored.object, case .plain(.bytes(let password), _)? = data.keyBlock.keyValue
    else {
      throw OperationFailure(.invalidObjectType, "object \(id) is no secret data at hand, which a password is")
    }
    return password
  }
}
