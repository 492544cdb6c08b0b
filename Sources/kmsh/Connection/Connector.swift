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
    if profile.server == .embedded {
      return Client(transport: try EmbeddedServer(folder: folders.keyStore).transport(), profile: .embedded)
    }
    let kind = try profile.kind.map(serverProfile)
    // Secrets are read now: a prompt or a bad file is not to interrupt a run half way.
    let way = try profile.way(environment)
    return Client(
      transport: try transport(way), profile: kind, overrides: profile.overrides,
      credential: try profile.credential(environment))
  }

  private func transport(_ way: Way) throws -> any Transport {
    switch profile.server {
    case .embedded: return try EmbeddedServer(folder: folders.keyStore).transport()
    case .kmips(let place):
      return try SocketTransport(endpoint(place), tls: way.tls, proxy: way.proxy, limits: profile.limits)
    case .http(let url):
      let token = try tokens(url)
      return try HTTPTransport(
        base: url, encoding: profile.encoding ?? .json, path: profile.path, tls: way.tls, proxy: way.proxy,
        limits: profile.limits, token: token ?? .none)
    }
  }

  private func tokens(_ url: String) throws -> TokenSupply? {
    let supply = try profile.tokens(environment, folders)
    if supply != nil || profile.user != nil, url.hasPrefix("http://"), !Self.isLocal(url) {
      throw ConfigurationError(
        "the \(supply == nil ? "password" : "token") would travel in clear to \(url)", hint: "use https://")
    }
    return supply
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

  private func serverProfile(_ name: String) throws -> ServerProfile {
    guard let profile = ServerProfile(named: name) else {
      throw ConfigurationError(
        "'\(name)' is no kind of server",
        hint: "kinds: \(ServerProfile.known.map(\.name).joined(separator: ", "))")
    }
    return profile
  }
}
