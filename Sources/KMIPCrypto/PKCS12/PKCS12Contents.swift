public import KMIP

/// What a PKCS#12 file holds (RFC 7292).
public struct PKCS12Contents: Hashable, Sendable {
  /// PKCS#8 in DER.
  public var privateKey: Secret?
  /// The private key's, in DER.
  public var certificate: [UInt8]?
  /// The other certificates, in DER.
  public var chain: [[UInt8]]
  public var friendlyName: String?

  public init(privateKey: Secret?, certificate: [UInt8]?, chain: [[UInt8]] = [], friendlyName: String? = nil) {
    self.privateKey = privateKey
    self.certificate = certificate
    self.chain = chain
    self.friendlyName = friendlyName
  }
}
