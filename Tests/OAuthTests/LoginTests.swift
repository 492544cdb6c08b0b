import Foundation
import IdentityProvider
import KMIP
import KMIPTransport
@testable import OAuth
import Synchronization
import Testing

/// Logins at a provider of the tests' own.
struct LoginTests {
  let now: @Sendable () -> Int64 = { 1_800_000_000 }

  func provider(_ idp: IdentityProvider) throws -> Provider {
    var provider = Provider(
      tokenURL: idp.address + "/token", clientID: "kmsh",
      redirect: try #require(RedirectAddress("http://127.0.0.1:0/back")))
    provider.authorizeURL = idp.address + "/authorize?tenant=1"
    provider.scopes = ["openid", "email"]
    return provider
  }

  /// Goes where the provider sends the browser, after `changing` that address.
  func browse(
    _ idp: IdentityProvider, changing: @escaping @Sendable (String) -> [String] = { [$0] }
  ) -> @Sendable (String) async throws -> Void {
    { page in
      for address in changing(try idp.visit(page)) { _ = try await get(address) }
    }
  }

  func tokens(
    _ idp: IdentityProvider, _ provider: Provider? = nil,
    open: @escaping @Sendable (String) async throws -> Void
  ) async throws -> Tokens {
    let pages = Mutex<[Task<Void, any Error>]>([])
    let login = AuthorizationCode(try provider ?? self.provider(idp), web: WebAccess(), now: now)
    return try await login.tokens { page in
      // The browser is another program: it answers while the login waits.
      pages.withLock { $0.append(Task { try await open(page) }) }
    }
  }

  @Test func browserComesBackWithATokenForTheServer() async throws {
    try await IdentityProvider.run { idp in
      let pages = Mutex<[String]>([])
      let tokens = try await tokens(idp) { page in
        pages.withLock { $0.append(page) }
        try await browse(idp)(page)
      }
      #expect(tokens.bearer.text.hasPrefix("token-identity-"))
      #expect(tokens.refresh?.text.hasPrefix("token-refresh-") == true)
      #expect(tokens.expires == now() + 3600)
      #expect(idp.grants == ["authorization_code"])
      let page = try #require(pages.withLock { $0.first })
      #expect(
        page.hasPrefix(idp.address + "/authorize?tenant=1&response_type=code&client_id=kmsh&redirect_uri=http%3A%2F%2F")
      )
      #expect(page.contains("&scope=openid%20email"))
      #expect(page.contains("&code_challenge_method=S256"))
    }
  }

  @Test(arguments: [(Provider.Choice.access, "token-access-"), (.identity, "token-identity-")])
  func serverGetsTheTokenThatIsChosen(choice: Provider.Choice, prefix: String) async throws {
    try await IdentityProvider.run { idp in
      var provider = try provider(idp)
      provider.choice = choice
      #expect(try await tokens(idp, provider, open: browse(idp)).bearer.text.hasPrefix(prefix))
    }
  }

  @Test func answerWithAnotherStateIsNotTaken() async throws {
    try await IdentityProvider.run { idp in
      let statuses = Mutex<[Int]>([])
      let tokens = try await tokens(idp) { page in
        let back = try idp.visit(page)
        let forged = back.replacingOccurrences(of: "state=", with: "state=x")
        let stateless = String(back.prefix { $0 != "?" }) + "?code=stolen"
        for address in [forged, stateless, back] {
          let status = try await get(address)
          statuses.withLock { $0.append(status) }
        }
      }
      #expect(tokens.bearer.text.hasPrefix("token-identity-"))
      #expect(statuses.withLock { $0 }.prefix(2) == [400, 400])
    }
  }

  @Test func otherPathsLeadNowhere() async throws {
    try await IdentityProvider.run { idp in
      let seen = Mutex<Int?>(nil)
      _ = try await tokens(idp) { page in
        let back = try idp.visit(page)
        let other = try await get(back.replacingOccurrences(of: "/back?", with: "/favicon.ico?"))
        seen.withLock { $0 = other }
        _ = try await get(back)
      }
      #expect(seen.withLock { $0 } == 404)
    }
  }

  @Test func refusalIsExplained() async throws {
    var rules = IdentityProvider.Rules()
    rules.refusal = "access_denied"
    try await IdentityProvider.run(rules) { idp in
      let error = await #expect(throws: OAuthError.self) { try await tokens(idp, open: browse(idp)) }
      #expect(error?.message == "the login was refused: access_denied: not today")
      #expect(error?.hint == "whoever logs in must agree, and must be allowed to use this client")
    }
  }

  @Test func codeThatIsNotOursIsRefused() async throws {
    try await IdentityProvider.run { idp in
      let error = await #expect(throws: OAuthError.self) {
        try await tokens(idp, open: browse(idp) { [$0.replacingOccurrences(of: "code=code", with: "code=other")] })
      }
      #expect(error?.message == "\(idp.address)/token refuses: invalid_grant: no such code")
      #expect(idp.grants == [])
    }
  }

  @Test func programLogsInWithItsSecret() async throws {
    var rules = IdentityProvider.Rules()
    rules.clientSecret = "s&cr=t+"
    try await IdentityProvider.run(rules) { idp in
      var provider = try provider(idp)
      provider.clientSecret = Secret("s&cr=t+".utf8)
      let tokens = try await ClientCredentials(provider, web: WebAccess(), now: now).tokens()
      #expect(tokens.bearer.text.hasPrefix("token-access-"))
      provider.clientSecret = Secret("wrong".utf8)
      let error = await refusal(of: provider)
      #expect(error?.message == "\(idp.address)/token refuses: invalid_client")
      #expect(error?.hint == "check client-id and the client secret of the profile")
    }
  }

  func refusal(of provider: Provider) async -> OAuthError? {
    await #expect(throws: OAuthError.self) {
      try await ClientCredentials(provider, web: WebAccess(), now: now).tokens()
    }
  }

  @Test func tokensDoNotTravelInClear() async throws {
    var provider = Provider(tokenURL: "http://idp.example/token", clientID: "kmsh")
    provider.clientSecret = Secret("s".utf8)
    let error = await refusal(of: provider)
    #expect(error?.message == "tokens would travel in clear to http://idp.example/token")
  }

  /// RFC 7636, appendix B.
  @Test func challengeIsThatOfTheSpecification() {
    let verifier = Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".utf8)
    #expect(AuthorizationCode.challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
  }

  @Test(arguments: [
    "https://localhost:1/x", "http://evil.example:80/x", "http://localhost/x", "http://localhost:x/y",
    "http://localhost:70000/", "http://localhost:1/x?y", "http://localhost:1:2/",
  ])
  func browserComesBackToThisMachineOnly(text: String) { #expect(RedirectAddress(text) == nil) }

  @Test func webTokenTellsItsEnd() {
    let payload = Data(#"{"sub":"alice","exp":1800000060}"#.utf8).base64EncodedString()
      .replacingOccurrences(of: "=", with: "")
    #expect(WebTokenClaims("e30.\(payload).c2ln")?.exp == 1_800_000_060)
    for text in ["", "a.b", "a.b.c", "..", "e30.\(payload)"] { #expect(WebTokenClaims(text)?.exp == nil) }
  }
}

/// The status of a page.
@discardableResult
func get(_ address: String) async throws -> Int {
  let place = try #require(WebPlace(address))
  let server = try WebServer(place.origin)
  defer { server.close() }
  return try await server.answer(to: WebRequest(.get, place.target)).status
}
