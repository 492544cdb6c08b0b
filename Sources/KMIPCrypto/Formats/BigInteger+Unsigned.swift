import KMIP

extension BigInteger {
  /// The magnitude of a number that has to be positive.
  func positive(_ name: String) throws -> [UInt8] {
    guard let first = bytes.first, first & 0x80 == 0, !magnitude.isEmpty else {
      throw OperationFailure.invalid("\(name) is not a positive number")
    }
    return magnitude
  }
}
