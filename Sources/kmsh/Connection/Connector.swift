import KMIP
import KMIPClient
import KMIPServer
import KMIPTransport
import KeyStore
import Synchronization

/// Opens the connection that a profile describes, once, when something is first sent.
final class Connector: Sendable {
  private let profile: Profile
  private let environment: ProcessEnvironment
  private let folders: Folders
  private let opened = Mutex<Client?>(nil)

  init(profile: Profile, environment: ProcessEnvironment, folders: Folders) {
    self.profile = profile
    self.environment = environment
    self.folders = folders
  }

  func client() throws -> Client {
    try opened.withLock { opened in
      if let opened { return opened }
      let client = try makeClient()
      opened = client
      return client
    }
  }

  func close() async { await opened.withLock { $0 }?.close() }

  private func makeClient() throws -> Client {
    let kind = try profile.kind.map(serverProfile)
    return switch profile.server {
    case .embedded:
      Client(transport: try EmbeddedServer(folder: folders.keyStore).transport(), profile: .embedded)
    case .http(let url): Client(transport: try httpTransport(url), profile: kind)
    case .kmips(let place): Client(transport: try SocketTransport(endpoint(place), tls: tls()), profile: kind)
    }
  }

  private func httpTransport(_ url: String) throws -> HTTPTransport {
    // Read now: a prompt or a bad file is not to interrupt a run half way.
    let token = try Token(source: profile.token, environment: environment).read()
    if token != nil, url.hasPrefix("http://"), !Self.isLocal(url) {
      throw ConfigurationError("the token would travel in clear to \(url)", hint: "use https://")
    }
    return try HTTPTransport(base: url, tls: tls()) { token }
  }

  private static func isLocal(_ url: String) -> Bool {
    let place = url.dropFirst("http://".count).prefix { $0 != "/" }
    return Endpoint(String(place), defaultPort: 80)?.isLoopback ?? false
  }

  private func endpoint(_ text: String) throws -> Endpoint {
    guard let endpoint = Endpoint(text, defaultPort: 5696) else {
      throw ConfigurationError("\"kmips://\(text)\" is no server address", hint: "write kmips://host:5696")
    }
    return endpoint
  }

  private func tls() throws -> ClientTLS {
    switch (profile.certificate, profile.key) {
    case (nil, nil): return ClientTLS(authority: profile.authority)
    case (let certificate?, let key):
      // One file may hold both.
      return ClientTLS(
        authority: profile.authority, identity: CertificateFiles(certificate: certificate, key: key ?? certificate))
    case (nil, _?):
      throw ConfigurationError("a key is given without a certificate", hint: "add --certificate FILE")
    }
  }

  private func serverProfile(_ name: String) throws -> ServerProfile {
    guard let profile = ServerProfile(named: name) else {
      throw ConfigurationError(
        "'\(name)' is no kind of server",
        hint: "kinds: \(ServerProfile.known.map(\.name).joined(separator: ", "))")
    }
    return profile
  }
}
