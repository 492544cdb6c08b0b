import KMIP
import KMIPClient
import KMSInterpreter

/// The words of the language for Cryptographic Parameters (KMIP 2.1 §4.16).
enum CryptographicOptions {
  static let hash = CommandParameter(
    "hash", .word(HashingAlgorithm.self, "hash"), help: "such as sha256; the key's usual one if left out")
  static let padding = CommandParameter(
    "padding", .word(PaddingMethod.self, "padding"),
    help: "such as pss, pkcs1-v15, oaep, pkcs5; the usual one if left out")
  static let mode = CommandParameter(
    "mode", .word(BlockCipherMode.self, "mode"), help: "of a block cipher: gcm, cbc, ctr, …; gcm if left out")

  /// Nothing if nothing was asked for, so that the server's defaults hold.
  static func parameters(_ arguments: Arguments) -> CryptographicParameters? {
    let parameters = CryptographicParameters(
      blockCipherMode: arguments.enumeration("mode"), paddingMethod: arguments.enumeration("padding"),
      hashingAlgorithm: arguments.enumeration("hash"))
    return parameters.items.isEmpty ? nil : parameters
  }
}

extension KMS {
  /// What was asked for, with the key's algorithm where the server wants it named.
  func completed(_ asked: CryptographicParameters?, for key: String) async throws -> CryptographicParameters? {
    guard try await client().profile().wantsAlgorithm else { return asked }
    var parameters = asked ?? CryptographicParameters()
    parameters.cryptographicAlgorithm = try await attributes(of: key).cryptographicAlgorithm
    return parameters
  }
}
