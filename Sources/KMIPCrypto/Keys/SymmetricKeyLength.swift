import KMIP

enum SymmetricKeyLength {
  /// Answers the length in bits: the one declared if that is one of such a key.
  static func check(bytes: Int, _ algorithm: CryptographicAlgorithm, declared: Int32?) throws -> Int32 {
    let bits = declared.flatMap { Self.bytes($0, algorithm) == bytes ? $0 : nil } ?? bits(bytes, algorithm)
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

  static func bytes(_ bits: Int32, _ algorithm: CryptographicAlgorithm) -> Int {
    Int(algorithm == .des3 && bits.isMultiple(of: 7) ? bits / 7 : bits / 8)
  }

  // The eighth bit of a byte of a 3DES key is its parity (SP 800-67 §3.2).
  private static func bits(_ bytes: Int, _ algorithm: CryptographicAlgorithm) -> Int32 {
    Int32(clamping: bytes.multipliedReportingOverflow(by: algorithm == .des3 ? 7 : 8).partialValue)
  }

  private static func require(_ lengths: [Int32], _ bits: Int32, _ algorithm: CryptographicAlgorithm) throws {
    guard lengths.contains(bits) else {
      let wanted = lengths.map(String.init).joined(separator: ", ")
      throw OperationFailure.invalid("found \(bits) bits for \(algorithm), wanted \(wanted)")
    }
  }
}
