import Crypto
import NIOCore
import NIOSSL

/// The one certificate that a server must show, as the SHA-256 of its DER form.
public struct CertificatePin: Hashable, Sendable {
  private let digest: [UInt8]

  /// - Parameter text: `sha256:` and 64 hexadecimal digits, with or without colons between.
  public init?(fingerprint text: String) {
    let prefix = "sha256:"
    guard text.lowercased().hasPrefix(prefix) else { return nil }
    let digits = text.dropFirst(prefix.count).filter { $0 != ":" }.compactMap(\.hexDigitValue)
    guard digits.count == 64, text.dropFirst(prefix.count).allSatisfy({ $0.isHexDigit || $0 == ":" }) else {
      return nil
    }
    digest = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  /// - Parameter path: Of a PEM file; its first certificate counts.
  public init(file path: String) throws(SetupError) {
    guard let certificate = try? NIOSSLCertificate.fromPEMFile(path).first, let digest = Self.digest(certificate) else {
      throw SetupError(
        .authority, "no certificate to pin can be read from \(path)",
        hint: "it must be a readable PEM file, or sha256: and the fingerprint of the certificate")
    }
    self.digest = digest
  }

  func matches(_ certificate: NIOSSLCertificate) -> Bool { Self.digest(certificate) == digest }

  static func fingerprint(_ certificate: NIOSSLCertificate) -> String {
    let digits = Array("0123456789abcdef")
    let digest = digest(certificate) ?? []
    return "sha256:" + String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  private static func digest(_ certificate: NIOSSLCertificate) -> [UInt8]? {
    (try? certificate.toDERBytes()).map { Array(SHA256.hash(data: $0)) }
  }
}

/// The server showed another certificate than the pinned one.
struct PinMismatch: Error {
  let found: String
}

extension ClientTLS {
  /// - Parameter host: For the check of the certificate's names; nil for an address.
  func handler(_ context: NIOSSLContext, host: String?, channel: any Channel) throws -> NIOSSLClientHandler {
    guard case .pinned(let pin) = trust else { return try NIOSSLClientHandler(context: context, serverHostname: host) }
    return try NIOSSLClientHandler(context: context, serverHostname: host) { chain, verdict in
      if let certificate = chain.first, pin.matches(certificate) { return verdict.succeed(.certificateVerified) }
      channel.pipeline.fireErrorCaught(PinMismatch(found: chain.first.map(CertificatePin.fingerprint) ?? "none"))
      verdict.succeed(.failed)
    }
  }
}
