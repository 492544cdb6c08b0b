import KMIP
public import KMIPClient
import KMSSyntax

/// What a command needs to act: a client that is connected at first use, and the world outside.
public struct KMS: Sendable {
  /// Microseconds since 1970-01-01 00:00:00 UTC.
  public typealias Clock = @Sendable () -> Int64

  private let connection: @Sendable () async throws -> Client
  let clock: Clock

  public init(clock: @escaping Clock, connection: @escaping @Sendable () async throws -> Client) {
    self.clock = clock
    self.connection = connection
  }

  func client() async throws -> Client { try await connection() }

  /// Performs an operation and adds it to what is on record of the statement.
  ///
  /// The first write to a statement's only object stands under the statement's own intent; every other write gets an
  /// intent of its own.
  func perform<Request: KMIP.Operation>(_ request: Request, on ids: [String] = []) async throws -> Request.Response {
    try ids.forEach(refuseTags)
    let client = try await client()
    guard let trace = StatementTrace.current else { return try await client.perform(request) }
    return try await trace.perform(Request.code, on: ids) { correlation in
      try await client.perform(request, correlation: correlation, observer: trace.observer)
    }
  }

  /// The attributes of each object, in order; batched where the server takes batches.
  func attributes(of ids: [String]) async throws -> [Result<Attributes, OperationFailure>] {
    let client = try await client()
    let results = try await batch(ids.map { GetAttributes($0) }, client)
    let hidden = try await client.profile().hiddenAttributes
    guard !hidden.isEmpty, !ids.isEmpty else { return results.map { $0.map(\.attributes) } }
    let rest = try await batch(ids.map { GetAttributes($0, hidden) }, client)
    return zip(results, rest).map { shown, extra in
      shown.map { Attributes($0.attributes.items + ((try? extra.get().attributes.items) ?? [])) }
    }
  }

  private func batch(
    _ requests: [GetAttributes], _ client: Client
  ) async throws -> [Result<GetAttributes.Response, OperationFailure>] {
    guard let trace = StatementTrace.current else { return try await client.perform(batch: requests) }
    trace.note(.getAttributes)
    return try await client.perform(batch: requests, correlation: trace.correlation, observer: trace.observer)
  }

  func attributes(of id: String) async throws -> Attributes {
    try refuseTags(id)
    StatementTrace.current?.note(target: id)
    guard let result = try await attributes(of: [id]).first else { return Attributes() }
    return try result.get()
  }

  func object(_ id: String) async throws -> Snapshot {
    let attributes = try await attributes(of: id)
    StatementTrace.current?.note(entity: id, type: attributes.objectType?.name)
    return Snapshot(id: id, attributes: attributes, readAt: clock())
  }
}

/// The checker lets no such id through; a server's answer might still hold one, as a link does.
private func refuseTags(_ id: String) throws {
  guard id.isTagList else { return }
  throw CommandError(.targetNotAllowed, "\(id) is a list of tags, not an identifier")
}

extension String {
  // Some servers read `["tag"]` in place of an identifier and act on every object with the tag.
  var isTagList: Bool { utf8.first == UInt8(ascii: "[") }
}
