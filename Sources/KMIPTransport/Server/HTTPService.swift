import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle

struct HTTPService: Service {
  let listener: HTTPListener
  let limits: ListenerLimits
  let logger: Logger
  let respond: WireResponder
  let onReady: @Sendable (Endpoint) -> Void

  func run() async throws {
    let routes = HTTPRoutes(listener: listener, limits: limits, respond: respond)
    let application = Application(
      router: routes.router(), server: try server(), configuration: configuration,
      onServerRunning: { channel in onReady(channel.endpoint(host: listener.endpoint.host)) }, logger: logger)
    do {
      try await application.run()
    } catch {
      throw SetupError(listeningAt: listener.endpoint, error) ?? error
    }
  }

  private var configuration: ApplicationConfiguration {
    var configuration = ApplicationConfiguration(
      address: .hostname(listener.endpoint.host, port: listener.endpoint.port), serverName: "kmsh")
    configuration.availableConnectionsDelegate = .maximum(limits.connections, logger: logger)
    return configuration
  }

  private func server() throws -> HTTPServerBuilder {
    let plain = HTTPServerBuilder.http1(configuration: .init(idleTimeout: limits.idle))
    guard let tls = listener.tls else { return plain }
    _ = try tls.context()
    return try .tls(plain, tlsConfiguration: try tls.configuration())
  }
}

extension Channel {
  func endpoint(host: String) -> Endpoint { Endpoint(host: host, port: localAddress?.port ?? 0) }
}
