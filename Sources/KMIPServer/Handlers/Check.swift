import KMIP
import KeyStore

extension Check: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try await context.object(named: uniqueIdentifier)
    let object = try await context.object(id)
    try object.checkPresence()
    let attributes = object.attributes
    if let mask = cryptographicUsageMask {
      let allowed = attributes.cryptographicUsageMask ?? []
      guard allowed.contains(mask) || allowed.contains(.unrestricted) else {
        throw OperationFailure(
          .incompatibleCryptographicUsageMask,
          "the usage mask of \(id) allows \(allowed.words.joined(separator: ", ")) only")
      }
    }
    if let count = usageLimitsCount, let limits = attributes.usageLimits {
      guard count <= limits.left else {
        throw OperationFailure(.usageLimitExceeded, "the usage limits of \(id) leave \(limits.left), wanted \(count)")
      }
    }
    // Only what is too much is answered (KMIP 2.1 §6.1.7).
    let offered = object.lease(at: context.now)
    let isTooLong = leaseTime.map { $0.seconds > offered.seconds } ?? false
    return Response(uniqueIdentifier: .text(id), leaseTime: isTooLong ? offered : nil)
  }
}
