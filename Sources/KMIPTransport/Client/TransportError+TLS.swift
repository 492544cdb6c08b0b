import KMIPClient
import NIOSSL

extension TransportError {
  /// What went wrong in the TLS handshake, or nil if the error is of another kind.
  init?(handshakingWith peer: String, _ error: any Error) {
    switch error {
    case let error as PinMismatch: self = .otherThanPinned(peer, error)
    case let error as NIOSSLExtraError where error == .failedToValidateHostname: self = .otherHost(peer)
    case NIOSSLError.unableToValidateCertificate, NIOSSLError.noCertificateToValidate: self = .untrusted(peer)
    case NIOSSLError.handshakeFailed(let cause): self = .handshake(peer, "\(cause)")
    case let error as BoringSSLError: self = .handshake(peer, "\(error)")
    default: return nil
    }
  }

  /// What went wrong if the server would not have the client's certificate: in TLS 1.3 that comes after the request has
  /// left, and the server has not looked at it. Nil if the error is of another kind.
  init?(refusedBy peer: String, _ error: any Error) {
    switch error {
    case NIOSSLError.handshakeFailed, is BoringSSLError: break
    default: return nil
    }
    let text = "\(error)"
    guard Self.certificateAlerts.contains(where: { text.contains($0) }) else { return nil }
    self = .refused(peer)
  }

  private static func handshake(_ peer: String, _ text: String) -> TransportError {
    let row = rows.first { row in row.marks.contains { text.contains($0) } }
    return row?.error(peer)
      ?? TransportError(.tls, isUnsent: true, "no TLS connection to \(peer): \(brief(text))")
  }

  private static var certificateAlerts: [String] {
    [
      "ALERT_UNKNOWN_CA", "ALERT_BAD_CERTIFICATE", "CERTIFICATE_REQUIRED", "ALERT_CERTIFICATE_EXPIRED",
      "ALERT_ACCESS_DENIED", "ALERT_CERTIFICATE_UNKNOWN", "ALERT_UNSUPPORTED_CERTIFICATE", "ALERT_CERTIFICATE_REVOKED",
    ]
  }

  private typealias Row = (marks: [String], error: (String) -> TransportError)

  private static var rows: [Row] {
    [
      (["CERTIFICATE_VERIFY_FAILED"], untrusted),
      (["WRONG_VERSION_NUMBER", "HTTP_REQUEST"], noTLS),
      (["EOF during handshake"], hungUp),
      (certificateAlerts + ["HANDSHAKE_FAILURE"], refused),
      (["PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL"], otherVersion),
    ]
  }

  private static func untrusted(_ peer: String) -> TransportError {
    TransportError(
      .tls, isUnsent: true, isLasting: true, "the certificate of \(peer) is not trusted",
      hint: "name the PEM file of the authority that issued it, and see that it has not expired")
  }

  private static func otherThanPinned(_ peer: String, _ mismatch: PinMismatch) -> TransportError {
    TransportError(
      .tls, isUnsent: true, isLasting: true,
      "the certificate of \(peer) is not the pinned one: it is \(mismatch.found)",
      hint: "if the server's certificate was renewed, ask those who run it for the fingerprint, and pin that one")
  }

  private static func otherHost(_ peer: String) -> TransportError {
    TransportError(
      .tls, isUnsent: true, isLasting: true, "the certificate of \(peer) is for another host",
      hint: "use a name that stands in the certificate")
  }

  private static func noTLS(_ peer: String) -> TransportError {
    TransportError(
      .tls, isUnsent: true, isLasting: true, "\(peer) does not speak TLS",
      hint: "check the port; a server without TLS is addressed with http://")
  }

  private static func hungUp(_ peer: String) -> TransportError {
    TransportError(
      .tls, isUnsent: true, "\(peer) hung up during the TLS handshake",
      hint: "the server may want a client certificate, or may not speak TLS on this port")
  }

  private static func refused(_ peer: String) -> TransportError {
    TransportError(
      .tls, isUnsent: true, isLasting: true, "\(peer) refused the TLS handshake",
      hint: "the server may want a client certificate, or one of another authority")
  }

  private static func otherVersion(_ peer: String) -> TransportError {
    TransportError(
      .tls, isUnsent: true, isLasting: true, "\(peer) speaks no version of TLS that this client may use",
      hint: "TLS 1.2 and 1.3 are spoken, or one of them if the profile says so")
  }

  private static func brief(_ text: String) -> String { printable(text, limit: 200) }
}
