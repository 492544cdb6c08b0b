import KMIP

enum SymmetricKeyLength {
  /// Answers the length in bits.
  static func check(bytes: Int, _ algorithm: CryptographicAlgorithm) throws -> Int32 {
    let bits = Int32(clamping: bytes.multipliedReportingOverflow(by: 8).partialValue)
    try check(bits: bits, algorithm)
    return bits
  }

  static func check(bits: Int32, _ algorithm: CryptographicAlgorithm) throws {
    guard let lengths = SupportedAlgorithm(algorithm)?.lengths, !lengths.isEmpty else {
      guard (8...8192).contains(bits), bits % 8 == 0 else {
        throw OperationFailure.invalid("found a key of \(bits) bits, wanted 8 to 8192 in whole bytes")
      }
      return
    }
    try require(lengths, bits, algorithm)
  }

  private static func require(_ lengths: [Int32], _ bits: Int32, _ algorithm: CryptographicAlgorithm) throws {
    guard lengths.contains(bits) else {
      let wanted = lengths.map(String.init).joined(separator: ", ")
      throw OperationFailure.invalid("found \(bits) bits for \(algorithm), wanted \(wanted)")
    }
  }
}
