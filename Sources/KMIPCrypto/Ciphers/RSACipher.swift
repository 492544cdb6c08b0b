import CryptoExtras
import FoundationEssentials
import KMIP

enum RSACipher {
  static func encrypt(_ data: [UInt8], _ suite: CipherSuite, _ key: PublicKeyValue) throws -> [UInt8] {
    guard case .rsa(let signing) = key else { throw notRSA }
    let padding = try padding(suite)
    return try refusing(.cryptographicFailure, "the data was not encrypted") {
      let key = try _RSA.Encryption.PublicKey(derRepresentation: signing.derRepresentation)
      let limit = key.maximumEncryptSize(with: padding)
      guard data.count <= limit else {
        throw OperationFailure.invalid("found \(data.count) bytes, this RSA key encrypts \(limit) at most")
      }
      return Array(try key.encrypt(data, padding: padding))
    }
  }

  static func decrypt(_ data: [UInt8], _ suite: CipherSuite, _ key: PrivateKeyValue) throws -> [UInt8] {
    guard case .rsa(let signing) = key else { throw notRSA }
    let padding = try padding(suite)
    return try refusing(.cryptographicFailure, "the data does not decrypt: a wrong key or parameter, or damaged data") {
      let key = try _RSA.Encryption.PrivateKey(derRepresentation: signing.derRepresentation)
      return Array(try key.decrypt(data, padding: padding))
    }
  }

  private static func padding(_ suite: CipherSuite) throws -> _RSA.Encryption.Padding {
    switch suite {
    case .rsaOAEP(.sha1): .PKCS1_OAEP
    case .rsaOAEP(.sha256): .PKCS1_OAEP_SHA256
    case .rsaPKCS1: ._WEAK_AND_INSECURE_PKCS_V1_5
    default: throw OperationFailure.unsupported("the cipher is not supported for RSA")
    }
  }

  private static var notRSA: OperationFailure { .unsupported("the key is not for RSA") }
}
