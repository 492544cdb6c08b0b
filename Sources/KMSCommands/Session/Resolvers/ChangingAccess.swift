import KMIP
import KMIPClient

// The list of an object's grants tells. Granting twice is granting once, and so is taking back: what no list shows,
// the right to create, is sent again.
extension Evidence {
  fileprivate func grants(
    of id: UniqueIdentifier?, _ user: String, _ operations: [OperationCode],
    areAsWanted: (_ present: Set<OperationCode>, _ asked: Set<OperationCode>) -> Bool
  ) async throws -> Resolution<Void> {
    guard let id else { return .notApplied }
    let answer = try await client.perform(ListAccess(uniqueIdentifier: id), correlation: correlation.text)
    let present = answer.grants.filter { $0.user == user }.flatMap(\.rights).map(\.operation)
    return areAsWanted(Set(present), Set(operations)) ? .applied(()) : .notApplied
  }
}

extension GrantAccess: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    try await evidence.grants(of: uniqueIdentifier, user, operations) { $0.isSuperset(of: $1) }.answered(Response())
  }
}

extension RevokeAccess: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    try await evidence.grants(of: uniqueIdentifier, user, operations) { $0.isDisjoint(with: $1) }.answered(Response())
  }
}
