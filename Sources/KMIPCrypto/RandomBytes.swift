import KMIP

public enum RandomBytes {
  static let limit = 65536

  public static func make(count: Int) throws -> [UInt8] {
    guard (0...limit).contains(count) else {
      throw OperationFailure.invalid("found \(count) random bytes, wanted 0 to \(limit)")
    }
    return unlimited(count)
  }

  /// What nobody guesses, to name something by.
  public static func token() -> [UInt8] { unlimited(16) }

  static func unlimited(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      for index in 0..<count { buffer.initializeElement(at: index, to: generator.next()) }
      written = count
    }
  }
}
