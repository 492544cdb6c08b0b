import NIOCore
import NIOSSL

/// Whom a client trusts, and how it proves who it is. Servers are always verified.
public struct ClientTLS: Hashable, Sendable {
  public var trust: ServerTrust
  public var identity: ClientIdentity?
  public var versions: TLSVersions

  public init(trust: ServerTrust, identity: ClientIdentity? = nil, versions: TLSVersions = .all) {
    self.trust = trust
    self.identity = identity
    self.versions = versions
  }

  /// - Parameter authority: PEM file with the authorities to trust in place of the system's.
  public init(authority: String? = nil, identity: CertificateFiles? = nil) {
    self.init(trust: authority.map(ServerTrust.authorities) ?? .system, identity: identity.map(ClientIdentity.files))
  }

  func configuration() throws(SetupError) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = versions.lowest
    configuration.maximumTLSVersion = versions.highest
    configuration.shutdownTimeout = .milliseconds(200)
    switch trust {
    case .system: break
    case .authorities(let path): configuration.trustRoots = try authorities(inFile: path)
    case .pinned: configuration.certificateVerification = .noHostnameVerification
    }
    if let identity {
      let (chain, key) = try identity.chainAndKey()
      configuration.certificateChain = chain.map { .certificate($0) }
      configuration.privateKey = .privateKey(key)
    }
    return configuration
  }

  func context() throws(SetupError) -> NIOSSLContext {
    let configuration = try configuration()
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw identity?.mismatch() ?? SetupError(.authority, "TLS cannot be set up: \(error)")
    }
  }
}

/// By what a client knows the server for the one it wants.
public enum ServerTrust: Hashable, Sendable {
  case system
  /// PEM file with the authorities to trust in place of the system's.
  case authorities(String)
  /// One certificate, whoever issued it, for whichever host.
  case pinned(CertificatePin)
}

public enum TLSVersions: String, Hashable, Sendable, CaseIterable {
  case all = "1.2 and 1.3"
  case only12 = "1.2"
  case only13 = "1.3"

  var lowest: TLSVersion { self == .only13 ? .tlsv13 : .tlsv12 }
  var highest: TLSVersion { self == .only12 ? .tlsv12 : .tlsv13 }
}
