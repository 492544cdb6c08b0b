import KMIP
public import KMIPClient
import KMSInterpreter
import KMSSyntax

/// What a command needs to act: a client that is connected at first use, and the world outside.
public struct KMS: Sendable {
  /// Microseconds since 1970-01-01 00:00:00 UTC.
  public typealias Clock = @Sendable () -> Int64

  /// The connection of a profile; of the session's own if none is named.
  public typealias Connection = @Sendable (_ profile: String?) async throws -> Client

  private let connection: Connection
  let clock: Clock
  let settling: [Duration]
  let partSize: Int

  /// - Parameter partSize: Bytes of a file that go to the server at a time.
  /// - Parameter settling: How long a request that got no answer is waited for before it is sent once more, on servers
  ///   that would do it twice.
  public init(
    clock: @escaping Clock, partSize: Int = 1 << 20,
    settling: [Duration] = [.milliseconds(250), .seconds(1), .seconds(2)],
    connection: @escaping Connection
  ) {
    self.clock = clock
    self.settling = settling
    self.partSize = partSize
    self.connection = connection
  }

  func client() async throws -> Client { try await connection(StatementTrace.current?.invocation.site.profile) }

  /// Performs an operation and adds it to what is on record of the statement.
  ///
  /// The first write to a statement's only object stands under the statement's own intent; every other write gets an
  /// intent of its own.
  func perform<Request: KMIP.Operation>(_ request: Request, on ids: [String] = []) async throws -> Request.Response {
    try ids.forEach(refuseTags)
    let client = try await client()
    guard let trace = StatementTrace.current else { return try await client.perform(request) }
    return try await trace.perform(request, on: ids, by: client, settling: settling)
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
    let attributes: Attributes
    do {
      attributes = try await self.attributes(of: id)
    } catch let failure as OperationFailure where failure.reason == .itemNotFound || failure.reason == .objectNotFound {
      guard StatementTrace.current?.mayHaveDestroyed(id) == true else { throw failure }
      attributes = .ofDestroyed
    }
    return snapshot(id, attributes)
  }

  func objects(_ ids: [String]) async throws -> [Snapshot] {
    try ids.forEach(refuseTags)
    return try await zip(ids, attributes(of: ids)).map { id, attributes in snapshot(id, try attributes.get()) }
  }

  private func snapshot(_ id: String, _ attributes: Attributes) -> Snapshot {
    StatementTrace.current?.note(entity: id, type: attributes.objectType?.name)
    return Snapshot(id: id, attributes: attributes, readAt: clock())
  }
}

extension Attributes {
  /// Of an object that is gone since the statement began.
  fileprivate static var ofDestroyed: Attributes {
    var attributes = Attributes()
    attributes.state = .destroyed
    return attributes
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
