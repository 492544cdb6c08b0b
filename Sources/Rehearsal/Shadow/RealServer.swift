import KMIP
import KMIPClient
import Synchronization
import TTLV

/// The server that a rehearsal looks at, and never writes to.
final class RealServer: Sendable {
  private let client: Client
  private let supported = Mutex<Set<OperationCode>?>(nil)

  init(_ client: Client) { self.client = client }

  var encoding: WireEncoding { client.transport.encoding }
  var address: String { client.transport.address }

  func close() async { await client.close() }

  /// Forwards a message as it is.
  func exchange(_ request: [UInt8], _ message: RequestMessage) async throws -> [UInt8] {
    guard message.items.allSatisfy(\.operation.isRepeatable) else { throw WriteRefused() }
    return try await client.transport.exchange(request)
  }

  var carriesAccessCalls: Bool { client.transport.carriesAccessCalls }

  /// Asks for a list beside KMIP; nothing is ever posted.
  func page(_ path: String) async throws -> AccessAnswer {
    try await client.transport.exchange(AccessRequest(path: path))
  }

  /// Who may do what with an object of one's own.
  func grants(of id: String) async throws -> [AccessGrant] {
    try await client.perform(ListAccess(uniqueIdentifier: .text(id))).grants
  }

  /// An answer for each item; one for many is a refusal of the message as a whole.
  func answers(to message: RequestMessage) async throws -> [ResponseBatchItem] {
    let request = try bytes(message)
    return try answers(in: await exchange(request, message), to: message)
  }

  private func bytes(_ message: RequestMessage) throws -> [UInt8] { try ShadowCodec(encoding: encoding).bytes(message) }

  private func answers(in response: [UInt8], to message: RequestMessage) throws -> [ResponseBatchItem] {
    let answers = try ShadowCodec(encoding: encoding).response(response).items
    guard answers.count != message.items.count, let refusal = answers.first else { return answers }
    return message.items.map { item in
      var answer = refusal
      (answer.operation, answer.uniqueBatchItemID) = (item.operation, item.uniqueBatchItemID)
      return answer
    }
  }

  /// Everything that the server says of an object; nothing if it knows none of that name.
  func attributes(of id: String) async throws -> Attributes? {
    try await ObjectReader(client).attributes(of: id)
  }

  /// The value of a certificate, which is no secret.
  func certificate(_ id: String) async throws -> Certificate? {
    do {
      let answer = try await client.perform(Get(uniqueIdentifier: .text(id)))
      if case .certificate(let certificate) = answer.object { return certificate }
      return nil
    } catch is OperationFailure { return nil }
  }

  /// False where nothing is left of a destroyed object.
  func keepsDestroyed() async throws -> Bool { try await client.profile().keepsDestroyed }

  /// - Throws: What the server would say of an operation that it does not have.
  func checkSupport(of operation: OperationCode) async throws {
    let known = try await operations()
    guard known.isEmpty || known.contains(operation) else {
      throw OperationFailure(
        operation: operation, reason: .operationNotSupported, message: "the server does not list \(operation.name)")
    }
  }

  /// What the server lists; nothing if it does not tell.
  private func operations() async throws -> Set<OperationCode> {
    if let known = supported.withLock({ $0 }) { return known }
    let answer = try? await client.perform(Query(queryFunction: [.queryOperations]))
    let known = Set(answer?.operation ?? [])
    supported.withLock { $0 = known }
    return known
  }
}

/// A write on its way to the real server. No request leads here.
private struct WriteRefused: Error, CustomStringConvertible {
  var description: String { "a write does not leave a rehearsal" }
}
