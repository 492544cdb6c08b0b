import FoundationEssentials
import KMIP
import KeyStore

/// A request beside KMIP, as HTTP has it.
public struct WebRequest: Sendable {
  /// Below the server's root and unescaped, such as `/access/list/k1`.
  public var path: String
  /// What was posted; none if it is only asked.
  public var body: [UInt8]?

  public init(path: String, body: [UInt8]? = nil) {
    self.path = path
    self.body = body
  }
}

public struct WebAnswer: Hashable, Sendable {
  /// As HTTP has it.
  public var status: Int
  public var isJSON: Bool
  public var body: [UInt8]

  static func json(_ value: some Encodable) throws -> WebAnswer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return WebAnswer(status: 200, isJSON: true, body: Array(try encoder.encode(value)))
  }

  static func text(_ status: Int, _ text: String) -> WebAnswer {
    WebAnswer(status: status, isJSON: false, body: Array(text.utf8))
  }
}

/// A request that is not done, and how HTTP says so.
struct WebFailure: Error {
  let status: Int
  let message: String

  static func unauthorized(_ message: String) -> WebFailure {
    WebFailure(status: 401, message: "Access denied: \(message)")
  }

  static func invalid(_ message: String) -> WebFailure {
    WebFailure(status: 422, message: "Invalid_Request: \(message)")
  }
}

extension EmbeddedKMS {
  /// The pages of a Cosmian server that are no messages. Who is nobody sees `/version` and `/health` alone.
  /// - Parameter identity: None for a client that was turned away.
  public func answer(_ request: WebRequest, as identity: Identity?) async -> WebAnswer {
    do {
      if request.body == nil, let page = try await openPage(request.path) { return page }
      guard let identity, identity.isAuthenticated else { return Self.notAuthenticated }
      if let document = request.body { return try await post(document, to: request.path, as: identity.name) }
      return try await page(request.path, for: identity.name) ?? .text(404, "there is no such page\n")
    } catch let failure as WebFailure {
      return .text(failure.status, failure.message)
    } catch let error as KeyStoreError {
      return .text(500, error.message)
    } catch { return .text(500, "the request cannot be answered") }
  }

  public static let notAuthenticated = WebAnswer.text(401, "No authentication provided.")

  private func openPage(_ path: String) async throws -> WebAnswer? {
    switch path {
    case "/version": try .json(description.serverVersion)
    case "/health": try await health()
    default: nil
    }
  }

  private func page(_ path: String, for user: String) async throws -> WebAnswer? {
    switch path {
    case "/me": try .json(["user": user])
    case "/server-info": try .json(ServerInfoDocument(description, settings))
    case AccessPath.owned: try .json(try await owned(by: user))
    case AccessPath.obtained: try .json(try await obtained(by: user))
    case AccessPath.create: try .json(["has_create_permission": try await mayCreate(user)])
    case AccessPath.privileged: try .json(["has_privileged_access": settings.privilegedUsers.contains(user)])
    case let path where path.hasPrefix(AccessPath.list):
      try .json(try await grantees(of: String(path.dropFirst(AccessPath.list.count)), for: user))
    default: nil
    }
  }

  private func post(_ document: [UInt8], to path: String, as user: String) async throws -> WebAnswer {
    let isGrant = path == AccessPath.grant
    guard isGrant || path == AccessPath.revoke else { return .text(404, "nothing is posted to this page\n") }
    guard let request = try? JSONDecoder().decode(GrantDocument.self, from: Data(document)) else {
      throw WebFailure(status: 400, message: "wanted JSON with user_id, operation_types and unique_identifier")
    }
    let change = try AccessChange(request, isGrant: isGrant)
    try await perform(change, as: user)
    let what = isGrant ? "added" : "deleted"
    return try .json(["success": "Access for \(change.user) on \(change.subject) successfully \(what)"])
  }

  private func health() async throws -> WebAnswer {
    let start = clock()
    let isUp = (try? await store.read { _ = try $0.contains("") }) != nil
    let latency = max(0, clock() &- start) / 1000
    var answer = try WebAnswer.json(HealthDocument(isUp: isUp, latency: latency))
    answer.status = isUp ? 200 : 503
    return answer
  }
}

private struct HealthDocument: Encodable {
  struct Dependency: Encodable { let name, status: String }

  let status: String
  let latency: Int64
  let dependencies: [String: Dependency]

  init(isUp: Bool, latency: Int64) {
    status = isUp ? "UP" : "DOWN"
    self.latency = latency
    dependencies = ["database": Dependency(name: "sqlite", status: status)]
  }

  private enum CodingKeys: String, CodingKey {
    case status, dependencies
    case latency = "latency_ms"
  }
}

private struct ServerInfoDocument: Encodable {
  let version: String
  let isFIPS = false
  let modules: [String] = []
  let defaultUser: String

  init(_ description: ServerDescription, _ settings: AccessSettings) {
    version = description.serverVersion
    defaultUser = settings.defaultUser
  }

  private enum CodingKeys: String, CodingKey {
    case version
    case isFIPS = "fips_mode"
    case modules = "hsm_instances"
    case defaultUser = "default_username"
  }
}
