import KMIP
import SwiftASN1

/// RFC 7468.
public enum PEM {
  public static func encode(_ der: [UInt8], label: String) -> String {
    PEMDocument(type: label, derBytes: der).pemString
  }

  /// Takes one document; what stands before and after it is ignored.
  public static func decode(_ text: [UInt8]) throws -> (label: String, der: [UInt8]) {
    try refusing(.invalidField, "the text is not PEM") {
      guard let text = String(validating: text, as: UTF8.self) else {
        throw OperationFailure.invalid("the PEM is not text")
      }
      let normal = text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
      let document = try PEMDocument(pemString: normal)
      return (document.discriminator, document.derBytes)
    }
  }

  public static func isPEM(_ bytes: [UInt8]) -> Bool {
    // DER of every document here starts with a sequence, 0x30.
    bytes.first != 0x30 && String(decoding: bytes, as: UTF8.self).contains("-----BEGIN ")
  }

  /// The DER inside, when it is PEM of one of the labels.
  static func unwrapped(_ bytes: [UInt8], labels: [String]) throws -> [UInt8] {
    guard isPEM(bytes) else { return bytes }
    let (label, der) = try decode(bytes)
    guard labels.contains(label) else {
      throw OperationFailure.invalid("found PEM of a \(label), wanted a \(labels.first ?? "")")
    }
    return der
  }
}
