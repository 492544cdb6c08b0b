import KMIP
import KMIPClient

extension JoinSplitKey: Making {
  var attributesOfMade: Attributes {
    get { attributes ?? Attributes() }
    set { attributes = newValue }
  }

  func response(made id: UniqueIdentifier, _ evidence: Evidence) -> Resolution<Response> {
    .applied(Response(uniqueIdentifier: id))
  }
}

// The parts are made all or none. Where the identifier is ours they have it and their number; the first tells of all.
extension CreateSplitKey: Making {
  var attributesOfMade: Attributes {
    get { attributes }
    set { attributes = newValue }
  }

  func response(made id: UniqueIdentifier, _ evidence: Evidence) async throws -> Resolution<Response> {
    guard let chosen = attributes.uniqueIdentifier?.description, evidence.profile.honoursClientIdentifiers else {
      return .unknown("parts were made, \(id) is one of them, and which others belong to it cannot be told")
    }
    return .applied(Response(uniqueIdentifier: (1...max(1, splitKeyParts)).map { .text("\(chosen)_\($0)") }))
  }

  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    if evidence.profile.honoursClientIdentifiers, let chosen = attributes.uniqueIdentifier {
      return try await resolution(of: chosen, first: "\(chosen)_1", evidence)
    }
    let parts = try await evidence.marked().filter { $0.attributes.objectType == .splitKey }.map(\.id)
    if parts.isEmpty { return .notApplied }
    guard parts.count == Int(splitKeyParts) else {
      return .unknown("\(parts.count) of \(splitKeyParts) parts bear the mark of this statement")
    }
    return .applied(Response(uniqueIdentifier: parts))
  }

  private func resolution(
    of chosen: UniqueIdentifier, first id: String, _ evidence: Evidence
  ) async throws -> Resolution<Response> {
    guard let made = try await evidence.attributes(of: id) else { return .notApplied }
    let isOurs =
      chosen == .text(evidence.correlation.identifier)
      || made.applicationSpecificInformation.contains(evidence.correlation.marker)
    if isOurs { return try await response(made: .text(id), evidence) }
    return .unknown("\(id) is there, and nothing tells who made it")
  }
}
