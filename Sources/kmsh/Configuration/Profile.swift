import KMIPClient
import KMIPTransport
import Rehearsal

/// How to reach a server, as whom, and what is allowed there.
struct Profile: Hashable, Sendable {
  var name: String
  var server: ServerAddress
  var token: SecretSource = .none
  var login: LoginSettings?
  /// User and password in each request.
  var user: String?
  var password: SecretSource = .none
  /// Files in PEM.
  var authority: String?
  var certificate: String?
  var key: String?
  var bundle: String?
  var bundlePassword: SecretSource = .none
  var pin: String?
  var tlsVersions = TLSVersions.all
  var proxy = ProxySettings()
  var limits = PoolLimits()
  var encoding: WireEncoding?
  var path: String?
  /// What kind of server it is (`cosmian`, `pykmip`, …); it is asked if nothing is said.
  var kind: String?
  var overrides = ServerOverrides.none
  var policy = Policy()

  static let embedded = Profile(name: "embedded", server: .embedded)
}

/// Where a secret comes from; never the command line.
enum SecretSource: Hashable, Sendable {
  case none
  case file(String)
  case variable(String)
  /// Of the shell; what it prints is the secret.
  case command(String)
  case prompt

  /// For people.
  var place: String {
    switch self {
    case .none: "none"
    case .file(let path): "from \(path)"
    case .variable(let name): "from the variable \(name)"
    case .command: "from a command"
    case .prompt: "asked for"
    }
  }
}

struct ProxySettings: Hashable, Sendable {
  var address: String?
  var user: String?
  var password: SecretSource = .none
  var exclusions: [ProxyExclusion] = []
}

enum ServerAddress: Hashable, Sendable {
  /// In this process, in the data folder.
  case embedded
  /// JSON over HTTP.
  case http(String)
  /// Binary over TLS.
  case kmips(String)

  init(_ text: String) throws {
    // The address goes on record: a password in it must not, nor into the message.
    guard !text.contains("@") else {
      throw ConfigurationError("a server address takes no user or password", hint: "use token-file or a certificate")
    }
    if text == "embedded" {
      self = .embedded
    } else if text.hasPrefix("http://") || text.hasPrefix("https://") {
      self = .http(text)
    } else if text.hasPrefix("kmips://") {
      self = .kmips(String(text.dropFirst("kmips://".count)))
    } else {
      throw ConfigurationError(
        "\"\(text)\" is no server address",
        hint: "write https://host, http://127.0.0.1:42998, kmips://host:5696 or embedded")
    }
  }

  var text: String {
    switch self {
    case .embedded: "embedded"
    case .http(let url): url
    case .kmips(let place): "kmips://" + place
    }
  }
}

struct ConfigurationError: Error {
  var message: String
  var hint: String?

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
