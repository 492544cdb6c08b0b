public import KMIP
import KMIPClient
import Synchronization

/// Keeps a token good: refreshed before it ends, and once if the server refuses it.
public final class TokenKeeper: Sendable {
  private let provider: Provider
  private let file: TokenFile
  private let web: WebAccess
  private let now: @Sendable () -> Int64
  private let loginHint: String
  private let known = Mutex<Tokens?>(nil)
  private let turn = Turnstile(places: 1)

  /// - Parameters:
  ///   - loginHint: How a person logs in, such as `kmsh login prod`.
  ///   - now: Seconds since 1970.
  public init(
    _ provider: Provider, file: TokenFile, web: WebAccess, loginHint: String, now: @escaping @Sendable () -> Int64
  ) {
    self.provider = provider
    self.file = file
    self.web = web
    self.loginHint = loginHint
    self.now = now
  }

  public func token() async throws -> Secret {
    if let tokens = known.withLock({ $0 }), !tokens.areOld(at: now()) { return tokens.bearer }
    return try await replaced { !$0.areOld(at: now()) }.bearer
  }

  public func token(insteadOf refused: Secret) async throws -> Secret? {
    try await replaced { $0.bearer != refused }.bearer
  }

  /// Another task or another process may have replaced them in the meantime; then theirs are taken.
  private func replaced(unless isGood: (Tokens) -> Bool) async throws -> Tokens {
    try await turn.enter()
    defer { turn.leave() }
    if let tokens = known.withLock({ $0 }), isGood(tokens) { return tokens }
    let lock = file.lock()
    defer { withExtendedLifetime(lock) {} }
    let kept = try file.tokens().flatMap { $0.provider == provider.name ? $0 : nil }
    if let kept, isGood(kept) { return remember(kept) }
    let fresh = try await fresh(kept)
    if fresh.provider == provider.name, kept?.bearer != fresh.bearer { try file.write(fresh) }
    return remember(fresh)
  }

  private func fresh(_ kept: Tokens?) async throws -> Tokens {
    let endpoint = TokenEndpoint(provider: provider, web: web)
    do {
      if let refresh = kept?.refresh { return try await endpoint.tokens(refreshing: refresh, now: now()) }
    } catch let error as OAuthError where error.wantsLogin && provider.grant == .clientCredentials {
      // The program logs in anew.
    } catch let error as OAuthError where error.wantsLogin {
      throw OAuthError(error.message, hint: "log in again: \(loginHint)", wantsLogin: true)
    } catch {
      // The provider is out of reach; a token that still has a while to go may do.
      if let kept, !kept.haveEnded(at: now()) { return kept }
      throw error
    }
    guard provider.grant == .clientCredentials else {
      if let kept, !kept.haveEnded(at: now()) { return kept }
      throw OAuthError(
        kept == nil ? "nobody has logged in to \(provider.tokenURL)" : "the login at \(provider.tokenURL) has expired",
        hint: "log in: \(loginHint)", wantsLogin: true)
    }
    return try await endpoint.tokensOfClient(now: now())
  }

  private func remember(_ tokens: Tokens) -> Tokens {
    known.withLock { $0 = tokens }
    return tokens
  }
}

/// A login of the program itself (RFC 6749 §4.4).
public struct ClientCredentials: Sendable {
  private let endpoint: TokenEndpoint
  private let now: @Sendable () -> Int64

  public init(_ provider: Provider, web: WebAccess, now: @escaping @Sendable () -> Int64) {
    endpoint = TokenEndpoint(provider: provider, web: web)
    self.now = now
  }

  public func tokens() async throws -> Tokens { try await endpoint.tokensOfClient(now: now()) }
}
