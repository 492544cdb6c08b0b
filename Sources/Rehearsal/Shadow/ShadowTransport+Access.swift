import FoundationEssentials
import KMIP
public import KMIPClient
import KMIPServer

extension ShadowTransport {
  public var carriesAccessCalls: Bool { real.carriesAccessCalls }

  /// Lists come from the real server, but for objects that the rehearsal has made or changed; what is posted lands in
  /// the shadow.
  public func exchange(_ request: AccessRequest) async throws(TransportError) -> AccessAnswer {
    do {
      if let body = request.body { return try await rehearse(body, request.path) }
      let path = percentDecoded(request.path)
      guard path.hasPrefix(AccessPath.list) else { return try await real.page(request.path) }
      let id = String(path.dropFirst(AccessPath.list.count))
      let isOwn = try await shadow.knows(anyOf: [id]) && (!shadow.isCopy(id) || shadow.knowsGrants(of: id))
      return isOwn ? try await shadowAnswer(WebRequest(path: path)) : try await real.page(request.path)
    } catch {
      throw TransportError(rehearsal: error, address: address)
    }
  }

  private func rehearse(_ body: [UInt8], _ path: String) async throws -> AccessAnswer {
    guard let asked = try? JSONDecoder().decode(GrantDocument.self, from: Data(body)) else {
      return AccessAnswer(status: 400, body: [])
    }
    guard let id = asked.id else { return try await creationAnswer() }
    if let refusal = try await refusal(of: asked, id) { return refusal }
    return try await shadowAnswer(WebRequest(path: path, body: body))
  }

  /// What the real server would not do: to an object that it does not list for this user, or for the user itself.
  private func refusal(of asked: GrantDocument, _ id: String) async throws -> AccessAnswer? {
    try await ObjectCopy(real: real, shadow: shadow).copy([id])
    guard shadow.isCopy(id) || shadow.isGone(id) else { return nil }
    do { try await shadow.insert(real.grants(of: id), of: id) } catch let failure as OperationFailure {
      return AccessAnswer(status: 401, body: Array(failure.message.utf8))
    }
    guard try await user() == asked.user else { return nil }
    return AccessAnswer(status: 401, body: Array("Access denied: you can't grant yourself".utf8))
  }

  /// The right to create is the real server's affair: there is nothing here that it would be checked against.
  private func creationAnswer() async throws -> AccessAnswer {
    let answer = try await real.page(AccessPath.privileged)
    let isPrivileged = try? JSONDecoder().decode([String: Bool].self, from: Data(answer.body))["has_privileged_access"]
    guard isPrivileged != true else { return AccessAnswer(status: 200, body: Array("{}".utf8)) }
    return AccessAnswer(
      status: 401, body: Array("Access denied: only a privileged user grants the right to create".utf8))
  }

  private func user() async throws -> String? {
    let answer = try await real.page("/me")
    return try? JSONDecoder().decode([String: String].self, from: Data(answer.body))["user"]
  }

  private func shadowAnswer(_ request: WebRequest) async throws -> AccessAnswer {
    let answer = await shadow.answer(request)
    return AccessAnswer(status: answer.status, body: answer.body)
  }
}
