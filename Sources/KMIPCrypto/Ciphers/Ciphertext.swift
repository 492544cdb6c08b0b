/// What an encryption gives and a decryption takes.
public struct Ciphertext: Hashable, Sendable {
  public var data: [UInt8]
  /// Of an encryption: `nil` when the caller gave one.
  public var ivCounterNonce: [UInt8]?
  public var authenticatedEncryptionTag: [UInt8]?

  public init(data: [UInt8], ivCounterNonce: [UInt8]? = nil, authenticatedEncryptionTag: [UInt8]? = nil) {
    self.data = data
    self.ivCounterNonce = ivCounterNonce
    self.authenticatedEncryptionTag = authenticatedEncryptionTag
  }
}
