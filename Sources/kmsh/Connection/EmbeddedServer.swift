import KMIPClient
import KMIPServer
import KMIPTransport
import KeyStore

/// The KMS that kmsh brings along, in the data folder.
struct EmbeddedServer {
  /// Who owns what is made in this process, or over a listener that asks nobody's name.
  static let owner = "owner"

  let kms: EmbeddedKMS
  private let folder: String

  init(
    folder: String, settings: AccessSettings = AccessSettings(defaultUser: owner),
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    self.folder = folder
    let log = ClientLog(folder: folder)
    kms = EmbeddedKMS(
      store: try ObjectStore.open(folder: folder), clock: { WallClock.microseconds },
      description: ServerDescription(
        vendorIdentification: "kmsh", serverName: "kmsh embedded KMS", serverVersion: Kmsh.version),
      settings: settings, remark: { try log.append($1, of: $0.name, at: WallClock.microseconds) }, report: report)
  }

  /// Messages go through the same bytes as over a socket.
  func transport() -> InProcessTransport {
    let kms = kms
    let identity = Identity(name: Self.owner)
    return InProcessTransport(
      address: "embedded KMS in \(folder)",
      access: { request in
        let path = percentDecoded(request.path)
        let answer = await kms.answer(KMIPServer.WebRequest(path: path, body: request.body), as: identity)
        return AccessAnswer(status: answer.status, body: answer.body)
      },
      respond: { await kms.respond(to: $0, encoding: .binary, as: identity) })
  }
}
