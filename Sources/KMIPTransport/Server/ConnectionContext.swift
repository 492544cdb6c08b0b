import Hummingbird
import NIOCore
import NIOSSL

/// A request's context that knows its connection.
struct ConnectionContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }

  func identity() async -> String? { await channel.peerName() }
}

extension Channel {
  /// The name in the client's certificate, which the handshake has verified.
  func peerName() async -> String? {
    let certificate = try? await nioSSL_peerCertificate().get()
    return certificate?.soleCommonName
  }
}
