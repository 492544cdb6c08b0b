import ArgumentParser
import KMIPServer

/// Who may do what: on the command line, and else in the configuration's section `[serve]`.
struct ServeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A symmetric key: Base64 of its bytes is the owner's API token, sent as a bearer token.", valueName: "id"))
  var apiTokenId: String?

  @Option(
    name: .customLong("token"),
    help: ArgumentHelp("A user, and the file with the user's bearer token; may be repeated.", valueName: "user=file"))
  var tokens: [String] = []

  @Option(
    help: ArgumentHelp("Users with passwords, as `kmsh serve-user` keeps them.", valueName: "file")
  )
  var users: String?

  @Option(
    name: .customLong("privileged-user"),
    help: ArgumentHelp("If there is one, only such create, or let others create; may be repeated.", valueName: "user"))
  var privilegedUsers: [String] = []

  @Option(help: ArgumentHelp("Requests a second that one address may make over HTTP.", valueName: "number"))
  var rateLimit: Int?

  /// These, and those of the configuration where these say nothing.
  func settings(_ configured: ServeSettings) throws -> ServeSettings {
    var settings = configured
    settings.apiTokenID = apiTokenId ?? settings.apiTokenID
    settings.users = users ?? settings.users
    if !tokens.isEmpty { settings.tokens = try tokens.map(Self.token) }
    if !privilegedUsers.isEmpty { settings.privilegedUsers = privilegedUsers }
    if rateLimit != nil { settings.rateLimit = try ServeSettings.rate(rateLimit, "--rate-limit") }
    return settings
  }

  private static func token(_ text: String) throws -> (user: String, file: String) {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2 else {
      throw ConfigurationError("\"\(text)\" is no token", hint: "write --token USER=FILE")
    }
    return (String(parts[0]), String(parts[1]))
  }
}

extension AccessSettings {
  init(_ settings: ServeSettings, environment: ProcessEnvironment) throws {
    self.init(defaultUser: EmbeddedServer.owner)
    privilegedUsers = Set(settings.privilegedUsers)
    tokenKey = settings.apiTokenID
    for (user, file) in settings.tokens {
      guard let token = try SecretReader.token(.file(file), environment).read() else { continue }
      tokens.append((user, token))
    }
    if let file = settings.users { users = try UserTable(UserFile(path: file).rows()) }
  }
}
