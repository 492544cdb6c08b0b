import KMIP
import KMIPClient

/// What reading the server tells of a write whose answer is missing.
enum Resolution<Response: Sendable>: Sendable {
  case applied(Response)
  case notApplied
  /// Nobody can tell; a person has to look.
  case unknown(String)
}

/// A write that can be found again at the server, by reading alone.
protocol Resolvable: KMIP.Operation {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response>
}

/// A write that makes an object.
protocol Making: Resolvable {
  /// Of the object that it makes, where there are two of the private key.
  var attributesOfMade: Attributes { get set }
  /// Bears the mark from its making on.
  mutating func mark(_ marker: ApplicationSpecificInformation)
  /// Whether an object of that type is the one that `attributesOfMade` are of.
  func makes(_ type: ObjectType?) -> Bool
  func response(made: UniqueIdentifier, _ evidence: Evidence) async throws -> Resolution<Response>
}

extension Making {
  mutating func mark(_ marker: ApplicationSpecificInformation) {
    attributesOfMade.applicationSpecificInformation.append(marker)
  }

  func makes(_ type: ObjectType?) -> Bool { true }
}

/// What a resolver may ask, and what is known beside.
struct Evidence: Sendable {
  let client: Client
  let profile: ServerProfile
  let correlation: Correlation
  /// Attributes as they were before the write, by identifier, where they are on record.
  let before: [String: String]

  /// Nothing where the server knows no such object.
  func attributes(of id: String) async throws -> Attributes? {
    do {
      return try await client.perform(GetAttributes(id), correlation: correlation.text).attributes
    } catch let failure as OperationFailure where failure.reason == .itemNotFound || failure.reason == .objectNotFound {
      return nil
    }
  }

  func locate(_ attributes: Attributes) async throws -> [UniqueIdentifier] {
    try await client.perform(Locate(attributes), correlation: correlation.text).uniqueIdentifier
  }
}

extension Making {
  /// Asks for an identifier of ours where the server honours that, else marks the object.
  func claimed(by correlation: Correlation, _ profile: ServerProfile) -> Self {
    var claimed = self
    if claimed.attributesOfMade.uniqueIdentifier == nil, profile.honoursClientIdentifiers {
      claimed.attributesOfMade.uniqueIdentifier = .text(correlation.identifier)
    } else if profile.marks {
      claimed.mark(correlation.marker)
    }
    return claimed
  }

  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    if evidence.profile.honoursClientIdentifiers, let id = attributesOfMade.uniqueIdentifier {
      return try await resolution(of: id, evidence)
    }
    guard evidence.profile.marks else {
      return .unknown("the server keeps no mark by which what it made can be found again")
    }
    return try await resolution(marked: evidence)
  }

  /// An object with the identifier is ours if we made the identifier up, or if it bears our mark.
  private func resolution(of id: UniqueIdentifier, _ evidence: Evidence) async throws -> Resolution<Response> {
    guard let attributes = try await evidence.attributes(of: id.description) else { return .notApplied }
    let isOurs =
      id == .text(evidence.correlation.identifier)
      || attributes.applicationSpecificInformation.contains(evidence.correlation.marker)
    if isOurs { return try await response(made: id, evidence) }
    guard evidence.profile.marks else { return .unknown("\(id) is there, and nothing tells who made it") }
    return .notApplied
  }

  private func resolution(marked evidence: Evidence) async throws -> Resolution<Response> {
    let found = try await evidence.marked().filter { makes($0.attributes.objectType) }
    guard let first = found.first else { return .notApplied }
    guard found.count == 1 else {
      let ids = found.map(\.id.description).joined(separator: ", ")
      return .unknown("several objects bear the mark of this statement: \(ids)")
    }
    return try await response(made: first.id, evidence)
  }
}

extension Evidence {
  /// Objects that bear the mark of the write, but for those that a rotation handed it on to.
  func marked() async throws -> [(id: UniqueIdentifier, attributes: Attributes)] {
    var wanted = Attributes()
    wanted.applicationSpecificInformation = [correlation.marker]
    var found: [(id: UniqueIdentifier, attributes: Attributes)] = []
    for id in try await locate(wanted) {
      // Not every server looks at all that it is asked for.
      guard let attributes = try await attributes(of: id.description),
        attributes.applicationSpecificInformation.contains(correlation.marker),
        attributes.link(.replacedObjectLink) == nil
      else { continue }
      found.append((id, attributes))
    }
    return found
  }
}

extension ServerProfile {
  fileprivate var marks: Bool { markerAttribute == .applicationSpecificInformation }
}
