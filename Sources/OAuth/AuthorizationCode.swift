import Crypto
import KMIP
import KMIPTransport

/// A login by browser: authorization code with PKCE (RFC 6749 §4.1, RFC 7636, RFC 8252).
public struct AuthorizationCode: Sendable {
  private let provider: Provider
  private let web: WebAccess
  private let now: @Sendable () -> Int64

  /// - Parameter now: Seconds since 1970.
  public init(_ provider: Provider, web: WebAccess, now: @escaping @Sendable () -> Int64) {
    self.provider = provider
    self.web = web
    self.now = now
  }

  /// - Parameter open: Shows a person the page to log in at.
  public func tokens(open: @escaping @Sendable (_ page: String) async throws -> Void) async throws -> Tokens {
    guard let authorizeURL = provider.authorizeURL, let place = WebPlace(authorizeURL) else {
      throw OAuthError(
        "the profile has no page to log in at", hint: "add authorize-url, or grant = \"client-credentials\"")
    }
    let (verifier, state) = (Self.random(), Self.random())
    let listener = try await RedirectListener.open(port: provider.redirect.port, path: provider.redirect.path)
    defer { listener.close() }
    let redirect = provider.redirect.url(port: listener.port)
    let page = page(place, challenge: Self.challenge(verifier), state: state, redirect: redirect)
    try await open(page)
    for await visit in listener.visits {
      let fields = Form.fields(visit.query)
      // Any page in the browser can send the person here; only the provider knows the state.
      guard let given = fields["state"], Secret(given.utf8) == state else {
        visit.answer(400, "This is not the login that kmsh waits for. You can close this page.")
        continue
      }
      guard let code = fields["code"], fields["error"] == nil else {
        visit.answer(200, "The login was refused. You can close this page; kmsh tells more.")
        throw refusal(fields)
      }
      do {
        let tokens = try await TokenEndpoint(provider: provider, web: web)
          .tokens(code: code, verifier: verifier, redirect: redirect, now: now())
        visit.answer(200, "You are logged in. You can close this page.")
        return tokens
      } catch {
        visit.answer(200, "The login failed. You can close this page; kmsh tells more.")
        throw error
      }
    }
    throw CancellationError()
  }

  private func page(_ place: WebPlace, challenge: String, state: Secret, redirect: String) -> String {
    var fields = [
      ("response_type", "code"), ("client_id", provider.clientID), ("redirect_uri", redirect), ("state", state.text),
      ("code_challenge", challenge), ("code_challenge_method", "S256"),
    ]
    if !provider.scopes.isEmpty { fields.append(("scope", provider.scopes.joined(separator: " "))) }
    if let audience = provider.audience { fields.append(("audience", audience)) }
    return place.origin + place.target + (place.target.contains("?") ? "&" : "?") + Form.text(fields)
  }

  private func refusal(_ fields: [String: String]) -> OAuthError {
    let code = visible(fields["error"] ?? "no code")
    let said = fields["error_description"].map { ": " + visible($0) } ?? ""
    return OAuthError(
      "the login was refused: \(code)\(said)",
      hint: code == "access_denied" ? "whoever logs in must agree, and must be allowed to use this client" : nil)
  }

  /// 32 bytes of chance as 43 letters (RFC 7636 §4.1).
  private static func random() -> Secret {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return Secret(Base64URL.text(bytes).utf8)
  }

  static func challenge(_ verifier: Secret) -> String {
    Base64URL.text(verifier.withBytes { SHA256.hash(data: Array($0)) })
  }
}

/// Text of a provider on one line, without anything that could steer a terminal.
func visible(_ text: String) -> String {
  let kept = text.unicodeScalars.prefix(300).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      " " as Unicode.Scalar
    default: scalar
    }
  }
  return String(String.UnicodeScalarView(kept))
}
