import KMIPClient
import KMIPTransport
import OAuth
import TOMLKit

extension SettingKey<Profile> {
  static let all: [SettingKey<Profile>] =
    reaching + tls + secrets + policy + [
      SettingKey("oauth", "table", "where kmsh login gets tokens") { reader, profile in
        var login = profile.login ?? LoginSettings()
        try reader.read(SettingKey<LoginSettings>.all, into: &login)
        profile.login = login
      },
      SettingKey("dialect", "table", "what is otherwise taken for known of the server; kmsh server shows it") {
        try $0.read(SettingKey<ServerOverrides>.all, into: &$1.overrides)
      },
    ]

  private static let reaching: [SettingKey<Profile>] = [
    SettingKey("server", "text", "https://…, http://…, kmips://host:5696 or embedded") { reader, profile in
      profile.server = try reader.parsed(ServerAddress.init)
    },
    SettingKey("kind", "text", "the kind of server, where it shall not be asked: cosmian, pykmip, kmip-go, generic") {
      $1.kind = try $0.text()
    },
    SettingKey("encoding", "json, xml or binary", "how messages are written over HTTP; json if left out") {
      reader, profile in
      profile.encoding = try reader.word(HTTPEncoding.self).encoding
    },
    SettingKey("path", "text", "where messages are posted, in place of /kmip/2_1 or /kmip") { reader, profile in
      let path = try reader.text()
      guard path.hasPrefix("/"), path.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw reader.wanted("a path that begins with a slash")
      }
      profile.path = path
    },
    SettingKey("connections", "number", "how many connections are kept; 8 if left out") {
      $1.limits.connections = try $0.number(1...256)
    },
    SettingKey("pipeline", "number", "requests on one kmips:// connection before the first is answered; 1 if left out")
    {
      $1.limits.pipeline = try $0.number(1...256)
    },
    SettingKey("proxy", "text", "http://host:port or socks5://host:port") { reader, profile in
      let text = try reader.text()
      do { _ = try Proxy(text) } catch let error as SetupError {
        throw reader.wrong(ConfigurationError(error.message, hint: error.hint))
      }
      profile.proxy.address = text
    },
    SettingKey("proxy-user", "text", "the user at the proxy") { $1.proxy.user = try $0.text() },
    SettingKey(
      "proxy-except", "list", "servers without the proxy: names, .domains, addresses, networks such as 10.0.0.0/8"
    ) {
      reader, profile in
      profile.proxy.exclusions = try reader.texts().map { text in
        guard let exclusion = ProxyExclusion(text) else {
          throw reader.wrong(
            ConfigurationError(
              "\"\(text)\" is no server", hint: "write kms.example, .example, 127.0.0.1, 10.0.0.0/8 or *"))
        }
        return exclusion
      }
    },
  ]

  private static let tls: [SettingKey<Profile>] = [
    SettingKey("ca", "path", "authorities to trust in place of the system's (PEM)") { $1.authority = try $0.file() },
    SettingKey("pin", "path or text", "the one certificate to trust: a PEM file, or sha256: and its fingerprint") {
      let text = try $0.text()
      $1.pin = text.lowercased().hasPrefix("sha256:") ? text : $0.absolute(text)
    },
    SettingKey("certificate", "path", "client certificate (PEM)") { $1.certificate = try $0.file() },
    SettingKey("key", "path", "its key (PEM); the certificate's file if left out") { $1.key = try $0.file() },
    SettingKey("pkcs12", "path", "client certificate with its key in one file (PKCS#12)") { $1.bundle = try $0.file() },
    SettingKey("tls", "1.2 or 1.3", "the only version of TLS to speak; both if left out") {
      $1.tlsVersions = try $0.word(TLSVersions.self)
    },
  ]

  private static let secrets: [SettingKey<Profile>] =
    secret("token", "the bearer token or API key", \.token)
    + [SettingKey("user", "text", "the user in each request, for servers that want one") { $1.user = try $0.text() }]
    + secret("password", "that user's password", \.password)
    + secret("pkcs12-password", "the password of the PKCS#12 file", \.bundlePassword)
    + secret("proxy-password", "the password at the proxy", \.proxy.password)

  private static let policy: [SettingKey<Profile>] = PolicyReader.rows.map { row in
    SettingKey(row.key, row.takes, row.help) { reader, profile in
      try PolicyReader(path: reader.path).read(row.key, reader.value, at: reader.place, into: &profile.policy)
    }
  }

  private enum HTTPEncoding: String, CaseIterable {
    case json, xml, binary

    var encoding: WireEncoding {
      switch self {
      case .json: .json
      case .xml: .xml
      case .binary: .binary
      }
    }
  }
}

extension SettingKey<LoginSettings> {
  static let all: [SettingKey<LoginSettings>] =
    [
      SettingKey("grant", "authorization-code or client-credentials", "a person logs in, or the program itself") {
        $1.grant = try $0.word(Provider.Grant.self)
      },
      SettingKey("authorize-url", "text", "the provider's page to log in at") { $1.authorizeURL = try $0.text() },
      SettingKey("token-url", "text", "where the provider gives tokens") { $1.tokenURL = try $0.text() },
      SettingKey("client-id", "text", "what the provider calls kmsh") { $1.clientID = try $0.text() },
      SettingKey("scopes", "list", "what is asked for, such as openid, email") { $1.scopes = try $0.texts() },
      SettingKey("audience", "text", "whom the token is for, where the provider wants that") {
        $1.audience = try $0.text()
      },
      SettingKey(
        "redirect", "text", "where the browser comes back to; http://localhost:17899/authorization if left out"
      ) {
        reader, login in
        guard let address = RedirectAddress(try reader.text()) else {
          throw reader.wanted("http://localhost:PORT/PATH or http://127.0.0.1:PORT/PATH")
        }
        login.redirect = address
      },
      SettingKey("use", "id-token or access-token", "which token the server gets; the identity token if there is one") {
        $1.choice = try $0.word(Provider.Choice.self)
      },
    ] + secret("client-secret", "the client's secret, where it has one", \.clientSecret)
}

extension SettingKey<ServerOverrides> {
  static let all: [SettingKey<ServerOverrides>] = ServerTrait.all.map { trait in
    SettingKey(trait.key, trait.takes, trait.help) { reader, overrides in
      guard let setting = reader.setting, overrides.set(trait, setting) else { throw reader.wanted(trait.takes) }
    }
  }
}

extension SettingReader {
  fileprivate var setting: ServerTrait.Setting? {
    if let flag = value.bool { return .flag(flag) }
    if let number = value.int { return .number(number) }
    if let text = value.string { return .text(text) }
    guard let words = value.array.map({ $0.map(\.string) }), !words.contains(nil) else { return nil }
    return .words(words.compactMap { $0 })
  }

  fileprivate func parsed<Value>(_ parse: (String) throws -> Value) throws -> Value {
    do { return try parse(text()) } catch let error as ConfigurationError {
      throw error.message.hasPrefix(path) ? error : wrong(error)
    }
  }
}
