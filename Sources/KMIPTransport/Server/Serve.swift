public import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Listens until SIGTERM or SIGINT, or until the task is cancelled; requests in flight then have ten seconds to finish.
///
/// Throws `SetupError` if a listener cannot begin. `onReady` is called once, when all of them listen.
/// Without `takesSignals` only cancellation stops it, and the process's signals are left alone.
public func serve(
  http: HTTPListener? = nil, socket: SocketListener? = nil, takesSignals: Bool = true, logger: Logger,
  respond: @escaping WireResponder, onReady: @escaping @Sendable (ListeningAddresses) -> Void
) async throws {
  let listeners = Listeners(http: http, socket: socket, logger: logger, respond: respond, onReady: onReady)
  try await listeners.group(stoppingOn: takesSignals ? [.sigterm, .sigint] : []).run()
}

struct Listeners: Sendable {
  let http: HTTPListener?
  let socket: SocketListener?
  var limits = ListenerLimits()
  let logger: Logger
  let respond: WireResponder
  let onReady: @Sendable (ListeningAddresses) -> Void

  func group(stoppingOn signals: [UnixSignal]) -> ServiceGroup {
    var configuration = ServiceGroupConfiguration(
      services: services(), gracefulShutdownSignals: signals, logger: logger)
    configuration.maximumGracefulShutdownDuration = limits.stop
    return ServiceGroup(configuration: configuration)
  }

  private func services() -> [any Service] {
    let readiness = Readiness(wantsHTTP: http != nil, wantsSocket: socket != nil, onReady: onReady)
    var services: [any Service] = []
    if let http {
      services.append(
        HTTPService(listener: http, limits: limits, logger: logger, respond: respond) { endpoint in
          readiness.note { $0.http = endpoint }
        })
    }
    if let socket {
      services.append(
        SocketService(listener: socket, limits: limits, logger: logger, respond: respond) { endpoint in
          readiness.note { $0.socket = endpoint }
        })
    }
    return services
  }
}

private final class Readiness: Sendable {
  private let wantsHTTP: Bool
  private let wantsSocket: Bool
  private let onReady: @Sendable (ListeningAddresses) -> Void
  private let addresses = Mutex(ListeningAddresses())

  init(wantsHTTP: Bool, wantsSocket: Bool, onReady: @escaping @Sendable (ListeningAddresses) -> Void) {
    self.wantsHTTP = wantsHTTP
    self.wantsSocket = wantsSocket
    self.onReady = onReady
  }

  func note(_ change: (inout ListeningAddresses) -> Void) {
    let known = addresses.withLock { addresses in
      change(&addresses)
      return addresses
    }
    if (known.http != nil) == wantsHTTP, (known.socket != nil) == wantsSocket { onReady(known) }
  }
}
