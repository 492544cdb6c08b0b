import FoundationEssentials
import KMIP
import KMIPTransport

/// Asks a provider for tokens (RFC 6749 §4.1.3, §4.4.2 and §6).
struct TokenEndpoint: Sendable {
  let provider: Provider
  let web: WebAccess

  func tokens(code: String, verifier: Secret, redirect: String, now: Int64) async throws -> Tokens {
    try await tokens(
      [
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect),
        ("code_verifier", verifier.text),
      ], now: now)
  }

  func tokensOfClient(now: Int64) async throws -> Tokens {
    try await tokens([("grant_type", "client_credentials")] + scope + audience, now: now)
  }

  func tokens(refreshing refresh: Secret, now: Int64) async throws -> Tokens {
    var tokens = try await tokens([("grant_type", "refresh_token"), ("refresh_token", refresh.text)], now: now)
    // RFC 6749 §6: without a new one the old one stays good.
    tokens.refresh = tokens.refresh ?? refresh
    return tokens
  }

  private var scope: [(String, String)] {
    provider.scopes.isEmpty ? [] : [("scope", provider.scopes.joined(separator: " "))]
  }

  private var audience: [(String, String)] { provider.audience.map { [("audience", $0)] } ?? [] }

  private func tokens(_ fields: [(String, String)], now: Int64) async throws -> Tokens {
    var fields = fields + [("client_id", provider.clientID)]
    if let secret = provider.clientSecret { fields.append(("client_secret", secret.text)) }
    let answer = try await web.post(form: fields, to: provider.tokenURL)
    guard let words = try? JSONDecoder().decode(Answer.self, from: Data(answer.body)) else {
      throw OAuthError(
        "\(provider.tokenURL) answers with something that is no token (HTTP \(answer.status))",
        hint: "check token-url; the provider's documentation tells its token endpoint")
    }
    guard (200..<300).contains(answer.status), words.error == nil else { throw refusal(words, answer.status) }
    return try tokens(words, now: now)
  }

  private func tokens(_ answer: Answer, now: Int64) throws -> Tokens {
    let identity = provider.choice == .access ? nil : answer.id_token
    guard let bearer = identity ?? (provider.choice == .identity ? nil : answer.access_token), !bearer.isEmpty else {
      throw OAuthError(
        "\(provider.tokenURL) gives no \(provider.choice == .identity ? "identity" : "access") token",
        hint: provider.choice == .identity ? "an identity token wants the scope openid" : nil)
    }
    let life = answer.expires_in.flatMap { now.addingReportingOverflow($0.seconds).partialValue }
    return Tokens(
      bearer: Secret(bearer.utf8), refresh: answer.refresh_token.map { Secret($0.utf8) },
      expires: WebTokenClaims(bearer)?.exp ?? life, provider: provider.name, since: now)
  }

  private func refusal(_ answer: Answer, _ status: Int) -> OAuthError {
    let code = visible(answer.error ?? "HTTP \(status)")
    let said = answer.error_description.map { ": " + visible($0) } ?? ""
    return OAuthError(
      "\(provider.tokenURL) refuses: \(code)\(said)", hint: Self.hints[code], wantsLogin: code == "invalid_grant")
  }

  /// RFC 6749 §5.2.
  private static let hints = [
    "invalid_client": "check client-id and the client secret of the profile",
    "invalid_grant": "the login is used up or has expired: kmsh login",
    "invalid_scope": "check scopes in the profile",
    "unauthorized_client": "the provider does not let this client log in so; check grant in the profile",
  ]

  private struct Answer: Decodable {
    var access_token: String?
    var id_token: String?
    var refresh_token: String?
    var expires_in: Life?
    var error: String?
    var error_description: String?
  }

  /// A number, though some providers write it as a text.
  private struct Life: Decodable {
    let seconds: Int64

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      let number = try (try? value.decode(Double.self)) ?? Double(value.decode(String.self)) ?? 0
      seconds = number.isFinite ? Int64(max(0, min(number, 1e10))) : 0
    }
  }
}

/// What a JSON Web Token says of itself; who checks it is the server.
struct WebTokenClaims: Decodable {
  let exp: Int64?

  init?(_ token: String) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let payload = Base64URL.data(String(parts[1])),
      let claims = try? JSONDecoder().decode(WebTokenClaims.self, from: payload)
    else { return nil }
    self = claims
  }
}
