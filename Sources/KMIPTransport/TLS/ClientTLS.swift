import NIOCore
import NIOSSL

/// Whom a client trusts, and how it proves who it is. Servers are always verified.
public struct ClientTLS: Hashable, Sendable {
  /// PEM file with the authorities to trust in place of the system's.
  public var authority: String?
  public var identity: CertificateFiles?

  public init(authority: String? = nil, identity: CertificateFiles? = nil) {
    self.authority = authority
    self.identity = identity
  }

  func configuration() throws(SetupError) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    configuration.shutdownTimeout = .milliseconds(200)
    if let authority { configuration.trustRoots = try authorities(inFile: authority) }
    if let identity {
      configuration.certificateChain = try identity.chain().map { .certificate($0) }
      configuration.privateKey = .privateKey(try identity.privateKey())
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
