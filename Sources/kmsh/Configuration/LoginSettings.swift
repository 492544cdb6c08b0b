import KMIP
import OAuth

/// `[profiles.NAME.oauth]`: where and how `kmsh login` gets tokens.
struct LoginSettings: Hashable, Sendable {
  var grant = Provider.Grant.authorizationCode
  var authorizeURL: String?
  var tokenURL: String?
  var clientID: String?
  var clientSecret: SecretSource = .none
  var scopes: [String] = []
  var audience: String?
  var redirect = RedirectAddress.usual
  var choice: Provider.Choice?

  func provider(of profile: String, _ environment: ProcessEnvironment) throws -> Provider {
    guard let tokenURL, let clientID else {
      throw ConfigurationError(
        "'profiles.\(profile).oauth' needs token-url and client-id", hint: "kmsh help config lists its keys")
    }
    let reader = SecretReader(source: clientSecret, what: "client secret", environment: environment)
    var provider = Provider(tokenURL: tokenURL, clientID: clientID, redirect: redirect)
    provider.grant = grant
    provider.authorizeURL = authorizeURL
    provider.clientSecret = try reader.read()
    provider.scopes = scopes
    provider.audience = audience
    provider.choice = choice
    return provider
  }
}
