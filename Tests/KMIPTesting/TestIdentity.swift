import Foundation
import KMIPTransport

/// Certificates that the tests carry: valid for a hundred years, for 127.0.0.1 alone.
enum TestIdentity {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "KMIPTransportTests/Fixtures")

  private static func path(_ name: String) -> String { folder.appending(path: name).path }

  static let server = ServerTLS(
    identity: CertificateFiles(certificate: path("server.crt"), key: path("server.key")),
    clientAuthority: path("ca.crt"))

  static let client = ClientTLS(
    authority: path("ca.crt"), identity: CertificateFiles(certificate: path("client.crt"), key: path("client.key")))
}
