import FoundationEssentials
import KMIP
import TTLV

extension Client {
  /// The answer to an access call, in the form of a message's.
  func accessItem(for call: Call, attempts: inout Int) async throws -> ResponseBatchItem {
    let request: AccessRequest
    do { request = try AccessRequest(call) } catch {
      throw ClientError(.send, "the request cannot be written: \(error)", isSent: false, applied: .no, attempts: 0)
    }
    let answer = try await exchange(request, for: call, attempts: &attempts)
    guard answer.status != 200 else { return try call.item(answer, attempts: attempts) }
    return try call.refusal(answer, attempts: attempts)
  }
}

extension AccessRequest {
  fileprivate init(_ call: Call) throws {
    let payload = call.items.first?.payload ?? []
    switch call.operation {
    case .grantAccess:
      let grant = try GrantAccess(items: payload)
      try self.init(AccessPath.grant, grant)
    case .revokeAccess:
      let grant = try RevokeAccess(items: payload)
      try self.init(
        AccessPath.revoke,
        GrantAccess(uniqueIdentifier: grant.uniqueIdentifier, user: grant.user, operations: grant.operations))
    case .listAccess:
      self.init(path: AccessPath.list + percentEncoded(try ListAccess(items: payload).uniqueIdentifier.description))
    default: self.init(path: AccessPath.obtained)
    }
  }

  private init(_ path: String, _ grant: GrantAccess) throws {
    let document = GrantDocument(
      user: grant.user, id: grant.uniqueIdentifier?.description,
      rights: grant.operations.compactMap { AccessRight($0)?.wire })
    self.init(path: path, body: Array(try JSONEncoder().encode(document)))
  }
}

extension Call {
  fileprivate func item(_ answer: AccessAnswer, attempts: Int) throws(ClientError) -> ResponseBatchItem {
    do {
      return ResponseBatchItem(
        operation: operation, resultStatus: .success, payload: try payload(Data(answer.body)))
    } catch { throw unreadable("it is not the JSON of an access call", attempts: attempts) }
  }

  private func payload(_ body: Data) throws -> [Item] {
    switch operation {
    case .listAccess:
      let rows = try JSONDecoder().decode([GranteeDocument].self, from: body)
      return ListAccess.Response(grants: rows.map { AccessGrant(user: $0.user, rights: rights($0.rights)) }).items
    case .listObtainedAccess:
      let rows = try JSONDecoder().decode([ObtainedDocument].self, from: body)
      return ListObtainedAccess.Response(objects: rows.map(obtained)).items
    default: return []
    }
  }

  private func obtained(_ row: ObtainedDocument) -> ObtainedAccess {
    ObtainedAccess(
      uniqueIdentifier: .text(row.id), owner: row.owner, state: State(word: row.state),
      operations: rights(row.rights).sorted().map(\.operation))
  }

  private func rights(_ words: [String]) -> Set<AccessRight> { Set(words.compactMap(AccessRight.init(wire:))) }

  /// What the status and the text of an answer come to that does not say it was done.
  fileprivate func refusal(_ answer: AccessAnswer, attempts: Int) throws(ClientError) -> ResponseBatchItem {
    let text = String(decoding: answer.body.prefix(1000), as: UTF8.self).split(whereSeparator: \.isNewline)
      .joined(separator: " ")
    let refused = { (reason: ResultReason, message: String) in
      ResponseBatchItem(
        operation: operation, resultStatus: .operationFailed, resultReason: reason, resultMessage: message)
    }
    switch answer.status {
    case 401 where text.contains("authentication"):
      throw ClientError(
        .authentication, "the server does not accept the credentials (HTTP 401): \(text)",
        hint: "check the token or the client certificate of the profile", isSent: true, applied: .no,
        attempts: attempts)
    case 401, 403: return refused(.permissionDenied, text)
    case 404 where !text.contains("not found"), 405: return refused(.operationNotSupported, "it has no access calls")
    case 404: return refused(.itemNotFound, text)
    case 400..<500: return refused(.invalidField, text)
    default:
      throw ClientError(
        .server, "the server failed (HTTP \(answer.status)): \(text)", isSent: true, applied: changes ? .unknown : .no,
        attempts: attempts)
    }
  }
}
