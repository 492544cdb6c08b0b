import Crypto
import FoundationEssentials

/// The Ed25519 key that signs a store's checkpoints, in the file `audit-key` beside the store.
struct AuditKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// The public key, as hexadecimal text.
  var publicKey: String { Hexadecimal.text(key.publicKey.rawRepresentation) }

  func signature(of text: String) throws -> [UInt8] { Array(try key.signature(for: Array(text.utf8))) }

  static func path(besides store: String) -> String { StoreFiles.folder(of: store) + "/audit-key" }

  /// - Returns: Nothing if there is no such file.
  static func load(_ path: String) throws -> AuditKey? {
    guard StoreFiles.exists(path) else { return nil }
    guard let bytes = StoreFiles.read(path, limit: 256) else {
      throw AuditError.keyUnusable(path: path, cause: "it cannot be read")
    }
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, words[0] == "ed25519", let seed = Hexadecimal.bytes(words[1]), seed.count == 32 else {
      throw AuditError.keyUnusable(path: path, cause: "it is not a line 'ed25519' and 64 hexadecimal digits")
    }
    return AuditKey(key: try Curve25519.Signing.PrivateKey(rawRepresentation: seed))
  }

  /// The key in that file, made at first use; of two processes that make one at once, one key remains.
  static func loadOrMake(_ path: String) throws -> AuditKey {
    if let key = try load(path) { return key }
    let seed = Hexadecimal.text(Curve25519.Signing.PrivateKey().rawRepresentation)
    try StoreFiles.make(path, Array("ed25519 \(seed)\n".utf8))
    guard let key = try load(path) else { throw AuditError.keyUnusable(path: path, cause: "it is missing") }
    return key
  }

  static func isValid(_ signature: [UInt8], of text: String, by publicKey: String) -> Bool {
    guard let bytes = Hexadecimal.bytes(publicKey) else { return false }
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
    return key.isValidSignature(signature, for: Array(text.utf8))
  }
}
