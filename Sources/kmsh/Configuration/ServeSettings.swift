import KMSSyntax
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

  init() {}

  /// - Parameters:
  ///   - path: Of the configuration, for messages.
  ///   - absolute: Completes a path.
  init(_ table: TOMLTable, path: String, absolute: (String) -> String) throws {
    for (key, value) in table {
      let place = "\(path): 'serve.\(key)'"
      switch key {
      case "api-token-id": apiTokenID = try Self.text(value, place)
      case "users": users = absolute(try Self.text(value, place))
      case "rate-limit": rateLimit = try Self.rate(value.int, place)
      case "auto_rotation_check_interval_secs": rotationCheckSeconds = try Self.seconds(value.int, place)
      case "privileged-users":
        guard let array = value.array else { throw ConfigurationError("\(place) takes a list of users") }
        privilegedUsers = try array.map { try Self.text($0, place) }
      case "tokens":
        guard let table = value.table else { throw ConfigurationError("\(place) is a table of users and files") }
        for (user, file) in table { tokens.append((user, absolute(try Self.text(file, place)))) }
      default:
        let near = Suggestion.nearest(to: key, in: Self.keys).map { "did you mean 'serve.\($0)'?" }
        throw ConfigurationError(
          "\(path): unknown key 'serve.\(key)'", hint: near ?? "known here: \(Self.keys.joined(separator: ", "))")
      }
    }
  }

  private static let keys = [
    "api-token-id", "tokens", "users", "privileged-users", "rate-limit", "auto_rotation_check_interval_secs",
  ]

  private static func text(_ value: any TOMLValueConvertible, _ place: String) throws -> String {
    guard let text = value.string, !text.isEmpty else { throw ConfigurationError("\(place) takes text") }
    return text
  }

  private static func seconds(_ seconds: Int?, _ place: String) throws -> Int {
    guard let seconds, seconds >= 0 else { throw ConfigurationError("\(place) takes seconds; 0 for never") }
    return seconds
  }

  static func rate(_ rate: Int?, _ place: String) throws -> Int {
    guard let rate, rate > 0 else { throw ConfigurationError("\(place) takes a number from 1") }
    return rate
  }
}
