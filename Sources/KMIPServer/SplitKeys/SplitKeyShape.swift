import KMIP
import KMIPCrypto

/// How a key is split: what its parts have in common.
struct SplitKeyShape: Hashable {
  let method: SplitKeyMethod
  let parts: Int32
  let threshold: Int32
  let prime: BigInteger?

  init(_ part: SplitKey) {
    method = part.splitKeyMethod
    parts = part.splitKeyParts
    threshold = part.splitKeyThreshold
    prime = part.primeFieldSize
  }

  init(_ request: CreateSplitKey) {
    method = request.splitKeyMethod
    parts = request.splitKeyParts
    threshold = request.splitKeyThreshold
    prime = request.primeFieldSize
  }

  func sharing() throws -> SecretSharing {
    try SecretSharing(method: method, parts: parts, threshold: threshold, prime: prime)
  }

  /// Whether a part with that number can be one.
  func check(_ number: Int32) throws(OperationFailure) {
    do { _ = try sharing() } catch { throw OperationFailure(error) }
    guard (1...parts).contains(number) else {
      throw OperationFailure(.invalidField, "the key part identifier is \(number), of \(parts) parts")
    }
  }
}
