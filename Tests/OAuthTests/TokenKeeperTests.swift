import Foundation
import IdentityProvider
import KMIP
import KMIPClient
import KMIPTransport
@testable import OAuth
import Synchronization
import Testing

/// Tokens that are kept, refreshed and lost.
struct TokenKeeperTests {
  final class Clock: Sendable {
    private let time = Mutex<Int64>(1_800_000_000)
    var now: Int64 { time.withLock { $0 } }
    func advance(_ seconds: Int64) { time.withLock { $0 += seconds } }
  }

  let folder = NSTemporaryDirectory() + "kmsh-tokens-" + UUID().uuidString
  let clock = Clock()

  var file: TokenFile { TokenFile(path: folder + "/state/prod.json") }

  func keeper(_ idp: IdentityProvider, _ grant: Provider.Grant = .authorizationCode) -> TokenKeeper {
    var provider = Provider(tokenURL: idp.address + "/token", clientID: "kmsh")
    provider.authorizeURL = idp.address + "/authorize"
    provider.grant = grant
    provider.clientSecret = Secret("s".utf8)
    return TokenKeeper(
      provider, file: file, web: WebAccess(), loginHint: "kmsh login prod", now: { [clock] in clock.now })
  }

  /// As `kmsh login` leaves it.
  func logIn(_ idp: IdentityProvider) async throws {
    var provider = Provider(
      tokenURL: idp.address + "/token", clientID: "kmsh",
      redirect: try #require(RedirectAddress("http://localhost:0/back")))
    provider.authorizeURL = idp.address + "/authorize"
    provider.clientSecret = Secret("s".utf8)
    let login = AuthorizationCode(provider, web: WebAccess(), now: { [clock] in clock.now })
    try file.write(
      try await login.tokens { page in
        Task { try await get(idp.visit(page).replacingOccurrences(of: "localhost", with: "127.0.0.1")) }
      })
  }

  func withProvider(life: Int? = 3600, _ body: (IdentityProvider) async throws -> Void) async throws {
    var rules = IdentityProvider.Rules()
    rules.clientSecret = "s"
    rules.life = life
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await IdentityProvider.run(rules, body)
  }

  @Test func tokenServesUntilItsEndIsNear() async throws {
    try await withProvider { idp in
      try await logIn(idp)
      let keeper = keeper(idp)
      let first = try await keeper.token()
      clock.advance(3539)
      #expect(try await keeper.token() == first)
      #expect(idp.grants.count == 1)
      clock.advance(1)
      let second = try await keeper.token()
      #expect(second != first)
      #expect(idp.grants == ["authorization_code", "refresh_token"])
      // Another process finds what this one has refreshed.
      #expect(try await self.keeper(idp).token() == second)
      #expect(idp.grants.count == 2)
    }
  }

  @Test func manyWhoFindItOldRefreshItOnce() async throws {
    try await withProvider { idp in
      try await logIn(idp)
      clock.advance(4000)
      let keepers = [keeper(idp), keeper(idp)]
      let tokens = try await withThrowingTaskGroup(of: Secret.self) { group in
        for index in 0..<20 { group.addTask { try await keepers[index % 2].token() } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(tokens.allSatisfy { $0 == tokens[0] })
      #expect(idp.grants == ["authorization_code", "refresh_token"])
    }
  }

  @Test func refusedTokenIsReplacedOnce() async throws {
    try await withProvider { idp in
      try await logIn(idp)
      let keeper = keeper(idp)
      let refused = try await keeper.token()
      let renewed = try #require(try await keeper.token(insteadOf: refused))
      #expect(renewed != refused)
      // Who was refused with the same token takes the one that is there.
      #expect(try await keeper.token(insteadOf: refused) == renewed)
      #expect(idp.grants.count == 2)
    }
  }

  @Test func withoutALoginOneIsAskedFor() async throws {
    try await withProvider { idp in
      let error = await #expect(throws: OAuthError.self) { try await keeper(idp).token() }
      #expect(error?.message == "nobody has logged in to \(idp.address)/token")
      #expect(error?.hint == "log in: kmsh login prod")
    }
  }

  @Test func loginThatHasEndedIsAskedForAnew() async throws {
    try await withProvider { idp in
      try await logIn(idp)
      let (first, second) = (keeper(idp), keeper(idp))
      let kept = try #require(try file.tokens())
      clock.advance(4000)
      _ = try await first.token()
      // As a copy of the file from before: its refresh token is used up.
      try file.write(kept)
      let error = await #expect(throws: OAuthError.self) { try await second.token() }
      #expect(error?.message == "\(idp.address)/token refuses: invalid_grant: used up")
      #expect(error?.hint == "log in again: kmsh login prod")
    }
  }

  @Test func programNeedsNobodyToLogIn() async throws {
    try await withProvider(life: 100) { idp in
      let keeper = keeper(idp, .clientCredentials)
      let first = try await keeper.token()
      clock.advance(79)
      #expect(try await keeper.token() == first)
      clock.advance(1)
      #expect(try await keeper.token() != first)
      #expect(idp.grants == ["client_credentials", "client_credentials"])
    }
  }

  @Test func tokenWithoutAnEndServesUntilItIsRefused() async throws {
    try await withProvider(life: nil) { idp in
      try await logIn(idp)
      let keeper = keeper(idp)
      let first = try await keeper.token()
      clock.advance(1_000_000_000)
      #expect(try await keeper.token() == first)
    }
  }

  @Test func providerOutOfReachDoesNotEndATokenThatIsGood() async throws {
    var rules = IdentityProvider.Rules()
    rules.clientSecret = "s"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let idp = try await IdentityProvider.start(rules)
    try await logIn(idp)
    let first = try await keeper(idp).token()
    clock.advance(3550)
    try await idp.stop()
    #expect(try await keeper(idp).token() == first)
    clock.advance(50)
    await #expect(throws: TransportError.self) { try await keeper(idp).token() }
  }

  @Test func tokensGoToTheProviderThatGaveThem() async throws {
    try await withProvider { idp in
      try await logIn(idp)
      try await IdentityProvider.run { other in
        let error = await #expect(throws: OAuthError.self) { try await keeper(other).token() }
        #expect(error?.message == "nobody has logged in to \(other.address)/token")
        #expect(other.grants == [])
      }
    }
  }

  @Test func fileIsItsUsersAlone() async throws {
    try await withProvider { idp in
      try await logIn(idp)
      let modes: [(String, Int)] = [(folder + "/state", 0o700), (file.path, 0o600)]
      for (path, mode) in modes {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let permissions = try #require(attributes[.posixPermissions] as? Int)
        #expect(permissions == mode, "\(path)")
      }
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
      let error = await #expect(throws: OAuthError.self) { try await keeper(idp).token() }
      #expect(error?.message == "the token file \(file.path) can be read by others")
    }
  }

  @Test(arguments: ["", "{", "{}", #"{"provider":"kmsh at x","bearer":"","since":0}"#, "\u{0}\u{FF}"])
  func brokenFileIsNoLogin(text: String) async throws {
    try await withProvider { idp in
      try FileManager.default.createDirectory(atPath: folder + "/state", withIntermediateDirectories: true)
      #expect(
        FileManager.default.createFile(
          atPath: file.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]))
      let error = await #expect(throws: OAuthError.self) { try await keeper(idp).token() }
      #expect(error?.wantsLogin == true)
    }
  }
}
