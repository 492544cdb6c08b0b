public import KMIP

/// An OAuth 2 provider (RFC 6749), and what kmsh is to it.
public struct Provider: Hashable, Sendable {
  public enum Grant: String, Hashable, Sendable, CaseIterable {
    /// A person logs in with a browser.
    case authorizationCode = "authorization-code"
    /// The program itself is who logs in.
    case clientCredentials = "client-credentials"
  }

  /// Which of the tokens goes to the server.
  public enum Choice: String, Hashable, Sendable, CaseIterable {
    case identity = "id-token"
    case access = "access-token"
  }

  public var grant = Grant.authorizationCode
  public var authorizeURL: String?
  public var tokenURL: String
  public var clientID: String
  public var clientSecret: Secret?
  public var scopes: [String] = []
  public var audience: String?
  /// Where the browser comes back to: on this machine.
  public var redirect: RedirectAddress
  /// The identity token if there is one, where nothing is said.
  public var choice: Choice?

  public init(tokenURL: String, clientID: String, redirect: RedirectAddress = .usual) {
    self.tokenURL = tokenURL
    self.clientID = clientID
    self.redirect = redirect
  }

  /// By which kept tokens are known to be of this provider.
  var name: String { clientID + " at " + tokenURL }
}

/// `http://HOST:PORT/PATH` on this machine; port 0 takes any that is free.
public struct RedirectAddress: Hashable, Sendable {
  public let host: String
  public let port: Int
  public let path: String

  // What the clients that are registered for Cosmian's own tool have.
  public static let usual = RedirectAddress(host: "localhost", port: 17899, path: "/authorization")

  private init(host: String, port: Int, path: String) {
    self.host = host
    self.port = port
    self.path = path
  }

  /// Nil unless it leads to this machine.
  public init?(_ text: String) {
    let prefix = "http://"
    guard text.hasPrefix(prefix), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    let rest = text.dropFirst(prefix.count)
    let place = rest.prefix { $0 != "/" }.split(separator: ":", omittingEmptySubsequences: false)
    let path = rest.drop { $0 != "/" }
    guard place.count == 2, ["localhost", "127.0.0.1"].contains(place[0]), let port = Int(place[1]),
      (0...65535).contains(port), !path.contains(where: { "?#".contains($0) })
    else { return nil }
    self.init(host: String(place[0]), port: port, path: path.isEmpty ? "/" : String(path))
  }

  func url(port: Int) -> String { "http://\(host):\(port)\(path)" }
}

/// Why there is no token.
public struct OAuthError: Error, Hashable, Sendable {
  public var message: String
  public var hint: String?
  /// True if only a new login helps.
  public var wantsLogin: Bool

  public init(_ message: String, hint: String? = nil, wantsLogin: Bool = false) {
    self.message = message
    self.hint = hint
    self.wantsLogin = wantsLogin
  }
}

extension OAuthError: CustomStringConvertible {
  public var description: String { message }
}
