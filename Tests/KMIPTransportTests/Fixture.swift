import Foundation
import KMIPTransport

enum Fixture {
  static func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path(percentEncoded: false)
  }

  static func files(_ name: String) -> CertificateFiles {
    CertificateFiles(certificate: path(name + ".crt"), key: path(name + ".key"))
  }

  /// Knows the test authority, and is alice.
  static let alice = ClientTLS(authority: path("ca.crt"), identity: files("client"))
  static let stranger = ClientTLS(authority: path("ca.crt"))
  static let server = ServerTLS(identity: files("server"), clientAuthority: path("ca.crt"))
  static let openServer = ServerTLS(identity: files("server"))
}
