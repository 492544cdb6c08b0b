import KMIP
import KMIPClient

extension KMS {
  /// Signs with a private key in the KMS as the server does unasked: what an anchor of the audit log needs. It is no
  /// statement, so nothing of it is on record.
  public func signature(of data: [UInt8], by key: String) async throws -> [UInt8] {
    let request = KMIP.Sign(
      uniqueIdentifier: .text(key), cryptographicParameters: try await completed(nil, for: key), data: data)
    return try await client().perform(request).signatureData.orMissing("signature")
  }
}
