import KMIP
import KeyStore

extension Revoke: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let (now, reason, occurrence) = (context.now, revocationReason, compromiseOccurrenceDate)
    let isCompromise = [.keyCompromise, .caCompromise].contains(reason.revocationReasonCode)
    try await context.change(id, missing: .itemNotFound) { object, _ in
      try object.undergo(isCompromise ? .compromise : .deactivate, at: now)
      object.attributes.revocationReason = reason
      // Where nobody knows since when, the object was never safe (KMIP 2.1 §4.12).
      if isCompromise { object.attributes.compromiseOccurrenceDate = occurrence ?? object.attributes.initialDate }
    }
    return Response(uniqueIdentifier: .text(id))
  }
}
