import KMIP
import KMIPClient
import KMIPTransport
import OAuth

/// How a server is reached: whom to trust, as whom, and through what.
struct Way {
  let tls: ClientTLS
  let proxy: Proxy?
}

extension Profile {
  func way(_ environment: ProcessEnvironment) throws -> Way {
    Way(
      tls: ClientTLS(trust: try trust, identity: try identity(environment), versions: tlsVersions),
      proxy: try proxy.proxy(environment))
  }

  private var trust: ServerTrust {
    get throws {
      switch (authority, pin) {
      case (nil, nil): return .system
      case (let authority?, nil): return .authorities(authority)
      case (nil, let pin?):
        guard pin.lowercased().hasPrefix("sha256:") else { return .pinned(try CertificatePin(file: pin)) }
        guard let fingerprint = CertificatePin(fingerprint: pin) else {
          throw ConfigurationError(
            "\"\(pin)\" is no fingerprint of a certificate", hint: "write sha256: and 64 hexadecimal digits")
        }
        return .pinned(fingerprint)
      case (_?, _?):
        throw ConfigurationError(
          "authorities and a pinned certificate exclude each other", hint: "leave out ca or pin")
      }
    }
  }

  private func identity(_ environment: ProcessEnvironment) throws -> ClientIdentity? {
    switch (certificate, key, bundle) {
    case (nil, nil, nil): return nil
    case (let certificate?, let key, nil):
      // One file may hold both.
      return .files(CertificateFiles(certificate: certificate, key: key ?? certificate))
    case (nil, nil, let bundle?):
      let password = try SecretReader.password(bundlePassword, of: bundle, environment).read()
      return .bundle(PKCS12File(path: bundle, password: password))
    case (nil, _?, nil):
      throw ConfigurationError("a key is given without a certificate", hint: "add --certificate FILE")
    default:
      throw ConfigurationError(
        "a PKCS#12 file and a certificate or key in PEM exclude each other", hint: "leave out one of them")
    }
  }

  func credential(_ environment: ProcessEnvironment) throws -> LoginCredential? {
    guard let user else {
      guard password == .none else { throw ConfigurationError("a password is given without a user", hint: "add user") }
      return nil
    }
    return LoginCredential(
      user: user, password: try SecretReader.password(password, of: user, environment).read())
  }

  /// Nothing if the server is to get no token.
  func tokens(_ environment: ProcessEnvironment, _ folders: Folders) throws -> TokenSupply? {
    if let login {
      guard token == .none else {
        throw ConfigurationError("a token and a login exclude each other", hint: "leave out token-… or oauth")
      }
      let keeper = TokenKeeper(
        try login.provider(of: name, environment), file: TokenFile(path: folders.tokens(of: name)),
        web: WebAccess(proxy: try proxy.proxy(environment)), loginHint: "kmsh login \(name)",
        now: { WallClock.microseconds / 1_000_000 })
      return TokenSupply {
        try await named { try await keeper.token() }
      } renew: { refused in
        try await named { try await keeper.token(insteadOf: refused) }
      }
    }
    let reader = SecretReader.token(token, environment)
    guard let first = try reader.read() else { return nil }
    guard case .command = token else { return TokenSupply { first } }
    // What the command printed may have ended in the meantime; it is asked for another.
    let kept = KeptToken(first)
    return TokenSupply {
      kept.token
    } renew: { _ in
      try kept.replace { try reader.read() }
    }
  }
}

private func named<Value>(_ body: () async throws -> Value) async throws -> Value {
  do {
    return try await body()
  } catch let error as OAuthError {
    throw TransportError(.authentication, isUnsent: true, isLasting: true, error.message, hint: error.hint)
  } catch let error as SetupError {
    throw TransportError(.authentication, isUnsent: true, isLasting: true, error.message, hint: error.hint)
  }
}

extension ProxySettings {
  func proxy(_ environment: ProcessEnvironment) throws -> Proxy? {
    guard let address else {
      guard user == nil, password == .none, exclusions.isEmpty else {
        throw ConfigurationError("a proxy's settings are given without its address", hint: "add proxy")
      }
      return nil
    }
    var proxy = try Proxy(address)
    proxy.exclusions = exclusions
    if let user {
      let secret = try SecretReader.password(password, of: "\(user) at the proxy", environment).read()
      proxy.login = Proxy.Login(user: user, password: secret ?? Secret([]))
    }
    return proxy
  }
}
