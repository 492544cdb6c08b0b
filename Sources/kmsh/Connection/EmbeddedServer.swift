import KMIPServer
import KMIPTransport
import KeyStore

/// The KMS that kmsh brings along, in the data folder.
struct EmbeddedServer {
  /// Who owns what is made in this process, or over a listener that asks nobody's name.
  static let owner = "owner"

  let kms: EmbeddedKMS
  private let folder: String

  init(folder: String) throws {
    self.folder = folder
    kms = EmbeddedKMS(
      store: try ObjectStore.open(folder: folder), clock: { WallClock.microseconds },
      description: ServerDescription(
        vendorIdentification: "kmsh", serverName: "kmsh embedded KMS", serverVersion: Kmsh.version))
  }

  /// Messages go through the same bytes as over a socket.
  func transport() -> InProcessTransport {
    let kms = kms
    return InProcessTransport(address: "embedded KMS in \(folder)") { bytes in
      await kms.respond(to: bytes, encoding: .binary, as: Identity(name: Self.owner))
    }
  }
}
