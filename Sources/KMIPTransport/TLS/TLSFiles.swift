import NIOSSL

/// A certificate chain with its private key, as PEM files.
public struct CertificateFiles: Hashable, Sendable {
  public var certificate: String
  public var key: String

  public init(certificate: String, key: String) {
    self.certificate = certificate
    self.key = key
  }

  func chain() throws(SetupError) -> [NIOSSLCertificate] {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(certificate)
      if !chain.isEmpty { return chain }
    } catch {}
    throw SetupError(
      .certificate, "no certificate can be read from \(certificate)",
      hint: "it must be a readable PEM file that begins with -----BEGIN CERTIFICATE-----")
  }

  func privateKey() throws(SetupError) -> NIOSSLPrivateKey {
    do {
      // A passphrase is never asked for: without this, the library would read the terminal.
      return try NIOSSLPrivateKey(file: key, format: .pem) { (give: NIOSSLPassphraseSetter<[UInt8]>) in give([]) }
    } catch {
      throw SetupError(
        .key, "no private key can be read from \(key)",
        hint: "it must be a readable PEM file without a passphrase")
    }
  }

  func mismatch() -> SetupError {
    SetupError(
      .keyMismatch, "the key in \(key) does not belong to the certificate in \(certificate)",
      hint: "name the key that the certificate was issued for, and the certificate first in its file")
  }
}

func authorities(inFile path: String) throws(SetupError) -> NIOSSLTrustRoots {
  do {
    let certificates = try NIOSSLCertificate.fromPEMFile(path)
    if !certificates.isEmpty { return .certificates(certificates) }
  } catch {}
  throw SetupError(
    .authority, "no certificate of an authority can be read from \(path)",
    hint: "it must be a readable PEM file that begins with -----BEGIN CERTIFICATE-----")
}
