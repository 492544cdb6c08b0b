import KMIPClient
import NIOCore
import NIOPosix
import NIOSSL

extension TransportError {
  /// What went wrong before a request could leave, or nil if the error tells nothing of that.
  init?(reaching peer: String, _ error: any Error) {
    switch error {
    case let error as NIOConnectionError: self.init(reaching: peer, connection: error)
    case let error as IOError: self = .unreachable(peer, error)
    case ChannelError.connectTimeout: self = .silent(peer)
    default:
      guard let error = TransportError(handshakingWith: peer, error) else { return nil }
      self = error
    }
  }

  private init(reaching peer: String, connection error: NIOConnectionError) {
    if let failure = error.connectionErrors.first {
      self = TransportError(reaching: peer, failure.error) ?? .unexplained(peer, failure.error)
    } else {
      self.init(
        .resolve, isUnsent: true, "the host name \(error.host) is not known",
        hint: "check the spelling of the server's name, and the name service of this machine")
    }
  }

  private static func unreachable(_ peer: String, _ error: IOError) -> TransportError {
    guard error.errnoCode == connectionRefused else { return .unexplained(peer, error) }
    return TransportError(
      .connect, isUnsent: true, "nothing listens at \(peer)",
      hint: "check the port, and that the server is running")
  }

  private static func unexplained(_ peer: String, _ error: any Error) -> TransportError {
    let reason = (error as? IOError).map { errorText($0.errnoCode) } ?? "\(error)"
    return TransportError(
      .connect, isUnsent: true, "no connection to \(peer): \(reason)",
      hint: "check the host, the port and the network between")
  }

  private static func silent(_ peer: String) -> TransportError {
    TransportError(
      .connect, isUnsent: true, "\(peer) does not answer",
      hint: "check the host, the port and whether a firewall stands between")
  }
}
