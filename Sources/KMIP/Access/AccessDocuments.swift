// The JSON of a Cosmian server's access calls.

/// What `POST /access/grant` and `POST /access/revoke` take.
public struct GrantDocument: Codable, Hashable, Sendable {
  public var user: String
  /// None for the right to create objects.
  public var id: String?
  public var rights: [String]

  public init(user: String, id: String?, rights: [String]) {
    self.user = user
    self.id = id
    self.rights = rights
  }

  private enum CodingKeys: String, CodingKey {
    case user = "user_id"
    case id = "unique_identifier"
    case rights = "operation_types"
  }
}

/// A row of `GET /access/list/{id}`.
public struct GranteeDocument: Codable, Hashable, Sendable {
  public var user: String
  public var rights: [String]

  public init(user: String, rights: [String]) {
    self.user = user
    self.rights = rights
  }

  private enum CodingKeys: String, CodingKey {
    case user = "user_id"
    case rights = "operations"
  }
}

/// A row of `GET /access/obtained`.
public struct ObtainedDocument: Codable, Hashable, Sendable {
  public var id: String
  public var owner: String
  public var state: String
  public var rights: [String]

  public init(id: String, owner: String, state: String, rights: [String]) {
    self.id = id
    self.owner = owner
    self.state = state
    self.rights = rights
  }

  private enum CodingKeys: String, CodingKey {
    case id = "object_id"
    case owner = "owner_id"
    case state
    case rights = "operations"
  }
}

/// The paths of the access calls.
public enum AccessPath {
  public static let grant = "/access/grant"
  public static let revoke = "/access/revoke"
  public static let list = "/access/list/"
  public static let obtained = "/access/obtained"
  public static let owned = "/access/owned"
  public static let create = "/access/create"
  public static let privileged = "/access/privileged"
}
