import TOMLKit

/// Who may do what at the server that `kmsh serve` makes of the embedded KMS.
struct ServeSettings: Sendable {
  /// The symmetric key whose bytes, in Base64, are the owner's API token.
  var apiTokenID: String?
  /// Files with tokens, by user.
  var tokens: [(user: String, file: String)] = []
  /// The file that `serve user` keeps.
  var users: String?
  var privilegedUsers: [String] = []
  /// Requests a second from one address.
  var rateLimit: Int?
  /// How often to look for objects that are to be replaced; never if 0.
  var rotationCheckSeconds = 60

  /// Whether a client has to prove who it is, certificates aside.
  var asksForProof: Bool { apiTokenID != nil || !tokens.isEmpty || users != nil }

  static func rate(_ rate: Int?, _ place: String) throws -> Int {
    guard let rate, rate > 0 else { throw ConfigurationError("\(place) takes a number from 1") }
    return rate
  }
}

extension SettingKey<ServeSettings> {
  static let all: [SettingKey<ServeSettings>] = [
    SettingKey("api-token-id", "text", "the symmetric key whose bytes, in Base64, are the owner's API token") {
      $1.apiTokenID = try $0.text()
    },
    SettingKey("tokens", "table", "users, and for each the file with its bearer token") { reader, settings in
      for (user, value) in try reader.section() {
        let reader = SettingReader(value: value, place: "\(reader.place).\(user)", path: reader.path, home: reader.home)
        settings.tokens.append((user, try reader.file()))
      }
    },
    SettingKey("users", "path", "the file of users and passwords that kmsh serve-user keeps") {
      $1.users = try $0.file()
    },
    SettingKey("privileged-users", "list", "who alone may create objects, and let others do so") {
      $1.privilegedUsers = try $0.texts()
    },
    SettingKey("rate-limit", "number", "HTTP requests a second from one address") {
      $1.rateLimit = try $0.number(1...1_000_000)
    },
    SettingKey(
      "auto_rotation_check_interval_secs", "seconds", "how often keys that are due are rotated; 0 for never"
    ) {
      $1.rotationCheckSeconds = try $0.number(0...31_536_000)
    },
  ]
}
