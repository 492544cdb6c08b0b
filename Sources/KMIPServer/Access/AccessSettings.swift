public import KMIP

/// Who is who, and who may create.
public struct AccessSettings: Sendable {
  /// Whoever need not say who they are.
  public var defaultUser: String
  /// If anyone is, only they, and those whom they let, create objects.
  public var privilegedUsers: Set<String> = []
  /// The symmetric key whose bytes are the default user's API token.
  public var tokenKey: String?
  /// What proves that its bearer is a user.
  public var tokens: [(user: String, token: Secret)] = []
  /// Who has a password.
  public var users: UserTable?

  public init(defaultUser: String = "owner") { self.defaultUser = defaultUser }

  var asksForToken: Bool { tokenKey != nil || !tokens.isEmpty }
}
