import KMIP
import KMIPCrypto
import Testing

/// The reason of the failure that the body throws; anything else is recorded.
func reason(_ body: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation) -> ResultReason? {
  do {
    try body()
    return nil
  } catch let failure as OperationFailure {
    return failure.reason
  } catch {
    Issue.record("not an OperationFailure: \(error)", sourceLocation: sourceLocation)
    return nil
  }
}

let message = Array("message".utf8)

func aes(_ bytes: [UInt8]) throws -> CryptographicKey {
  try CryptographicKey(symmetric: Secret(bytes), algorithm: .aes)
}
