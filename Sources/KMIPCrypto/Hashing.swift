import Crypto
import CryptoExtras
import FoundationEssentials
public import KMIP

public enum Hashing {
  private static let functions = known.filter { ($0.function as? any ConfigurableHash.Type)?.isAvailable ?? true }

  private static let known: [(algorithm: HashingAlgorithm, function: any HashFunction.Type)] = [
    (.sha1, Insecure.SHA1.self),
    (.sha224, TruncatedHash<SHA2With224Bits>.self),
    (.sha256, SHA256.self),
    (.sha384, SHA384.self),
    (.sha512, SHA512.self),
    (.sha512224, TruncatedHash<SHA512With224Bits>.self),
    (.sha512256, SHA512256.self),
    (.sha3224, TruncatedHash<SHA3With224Bits>.self),
    (.sha3256, SHA3_256.self),
    (.sha3384, SHA3_384.self),
    (.sha3512, SHA3_512.self),
    (.md5, Insecure.MD5.self),
  ]

  /// What hashes data. MD5, which protects nothing any more, is for signatures that name it.
  public static var supported: [HashingAlgorithm] { functions.map(\.algorithm).filter { $0 != .md5 } }

  public static func checkSupported(_ algorithm: HashingAlgorithm) throws {
    guard supported.contains(algorithm) else { throw unsupported(algorithm) }
  }

  private static func unsupported(_ algorithm: HashingAlgorithm) -> OperationFailure {
    .unsupported("hashing with \(algorithm) is not supported")
  }

  public static func digest(of data: [UInt8], _ algorithm: HashingAlgorithm) throws -> [UInt8] {
    digest(of: data, with: try function(algorithm))
  }

  static func function(_ algorithm: HashingAlgorithm) throws -> any HashFunction.Type {
    guard let row = functions.first(where: { $0.algorithm == algorithm }) else {
      throw unsupported(algorithm)
    }
    return row.function
  }

  private static func digest<Function: HashFunction>(of data: [UInt8], with function: Function.Type) -> [UInt8] {
    Array(Function.hash(data: data))
  }
}
