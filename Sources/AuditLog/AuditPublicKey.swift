import Crypto
import FoundationEssentials

/// The Ed25519 public key that a store is known by.
public struct AuditPublicKey: Hashable, Sendable, CustomStringConvertible {
  let hexadecimal: String

  init(hexadecimal: String) { self.hexadecimal = hexadecimal }

  /// Reads `ed25519` and 64 hexadecimal digits, the digits alone, or a public key in PEM.
  public init?(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    let digits = words.first == "ed25519" ? words.dropFirst() : words[...]
    if digits.count == 1, let word = digits.first, let bytes = Hexadecimal.bytes(word.lowercased()), bytes.count == 32 {
      hexadecimal = Hexadecimal.text(bytes)
    } else if case .ed25519(let key)? = SignatureKey(pem: text) {
      hexadecimal = Hexadecimal.text(key.rawRepresentation)
    } else {
      return nil
    }
  }

  public var description: String { "ed25519 \(hexadecimal)" }
}
