import KMIP
public import KMIPClient
public import KMSInterpreter

/// The server, or the shadow, that a statement writes to: `as` may name another than the run's own.
public typealias ClientSource = @Sendable (Site) async throws -> Client

/// Looks at objects for a plan: what a server says of them, also what it shows only when asked.
struct ObjectReader: Sendable {
  private let client: Client

  init(_ client: Client) { self.client = client }

  /// Nothing if the server knows no such object.
  func attributes(of id: String) async throws -> Attributes? {
    do {
      var attributes = try await client.perform(GetAttributes(id)).attributes
      let hidden = try await client.profile().hiddenAttributes
      guard !hidden.isEmpty else { return attributes }
      if let more = try? await client.perform(GetAttributes(id, hidden)).attributes.items {
        attributes.items += more.filter { !attributes.items.contains($0) }
      }
      return attributes
    } catch is OperationFailure { return nil }
  }
}

extension ObjectReader {
  /// The objects that there are among `ids`, then those that the operation changes with them.
  func objects(_ ids: [String], in operation: OperationCode?) async throws -> [(id: String, attributes: Attributes)] {
    var found: [(id: String, attributes: Attributes)] = []
    var companions: [String] = []
    for id in ids {
      guard let attributes = try await attributes(of: id) else { continue }
      found.append((id, attributes))
      companions += operation.map { attributes.changed(with: $0) } ?? []
    }
    for id in companions where !found.contains(where: { $0.id == id }) {
      if let attributes = try await attributes(of: id) { found.append((id, attributes)) }
    }
    return found
  }
}
