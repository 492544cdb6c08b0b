import NIOCore
import NIOSSL

/// How a server proves who it is, and whom it lets in.
public struct ServerTLS: Hashable, Sendable {
  public var identity: CertificateFiles
  /// PEM file with the authorities whose clients are let in; with it every client needs a certificate.
  public var clientAuthority: String?

  public init(identity: CertificateFiles, clientAuthority: String? = nil) {
    self.identity = identity
    self.clientAuthority = clientAuthority
  }

  func configuration() throws(SetupError) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try identity.chain().map { .certificate($0) },
      privateKey: .privateKey(try identity.privateKey()))
    configuration.minimumTLSVersion = .tlsv12
    configuration.shutdownTimeout = .seconds(1)
    if let clientAuthority {
      configuration.trustRoots = try authorities(inFile: clientAuthority)
      configuration.certificateVerification = .noHostnameVerification
    }
    return configuration
  }

  func context() throws(SetupError) -> NIOSSLContext {
    let configuration = try configuration()
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw identity.mismatch()
    }
  }
}
