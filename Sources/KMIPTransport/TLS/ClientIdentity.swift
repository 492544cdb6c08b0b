import NIOSSL

/// How a client proves who it is.
public enum ClientIdentity: Hashable, Sendable {
  case files(CertificateFiles)
  case bundle(PKCS12File)

  func chainAndKey() throws(SetupError) -> ([NIOSSLCertificate], NIOSSLPrivateKey) {
    switch self {
    case .files(let files): (try files.chain(), try files.privateKey())
    case .bundle(let file): try file.chainAndKey()
    }
  }

  func mismatch() -> SetupError {
    switch self {
    case .files(let files): files.mismatch()
    case .bundle(let file):
      SetupError(.keyMismatch, "the key in \(file.path) does not belong to its certificate")
    }
  }
}
