import CLibCrypto
import KMIP

/// A certificate revocation list that has been read (RFC 5280 §5).
public struct RevocationList: Hashable, Sendable {
  public let der: [UInt8]

  /// Takes DER or PEM.
  public init(_ bytes: [UInt8]) throws {
    der = try PEM.unwrapped(bytes, labels: ["X509 CRL"])
    X509_CRL_free(try OpenSSL.revocationList(der))
  }
}
