import KMIP

/// Polynomials over the integers modulo a prime, by OpenSSL's large numbers.
struct PrimeField {
  private static let largestPrime = 1024

  private let prime: LargeNumber
  private let work: LargeNumber.Work
  private let count: Int

  init(_ prime: BigInteger) throws {
    let magnitude = try prime.positive("the prime field size")
    guard magnitude.count <= Self.largestPrime else {
      throw OperationFailure.unsupported(
        "the prime field size has \(magnitude.count) bytes, at most \(Self.largestPrime)")
    }
    work = try LargeNumber.Work()
    self.prime = try LargeNumber(magnitude)
    count = magnitude.count
    guard self.prime.isPrime(work) else {
      throw OperationFailure.unsupported("the prime field size is not a prime")
    }
  }

  func split(_ secret: [UInt8], parts: Int, threshold: Int) throws -> [[UInt8]] {
    // The prime is greater than every secret of that length.
    guard prime.bits > secret.count * 8 else {
      throw OperationFailure.unsupported(
        "the prime field size has \(prime.bits) bits: a secret of \(secret.count * 8) bits needs one more")
    }
    let coefficients = try [LargeNumber(secret)] + (1..<threshold).map { _ in try LargeNumber(randomBelow: prime) }
    return try (1...parts).map { number in
      let (x, value) = (try LargeNumber(number), try LargeNumber(0))
      for coefficient in coefficients.reversed() {
        try value.multiply(by: x, modulo: prime, work)
        try value.add(coefficient, modulo: prime, work)
      }
      return try value.bytes(count)
    }
  }

  /// - Parameter count: Bytes of the secret; as few as it needs if none are given.
  func join(_ rows: [[UInt8]], _ numbers: [Int], count: Int?) throws -> [UInt8] {
    let sum = try LargeNumber(0)
    for (row, number) in zip(rows, numbers) {
      let value = try LargeNumber(row)
      guard value.isLess(than: prime) else { throw Self.mixedUp }
      try weigh(value, number, numbers)
      try sum.add(value, modulo: prime, work)
    }
    let needed = (sum.bits + 7) / 8
    guard needed <= count ?? needed else { throw Self.mixedUp }
    return try sum.bytes(count ?? needed)
  }

  /// Times the product of x / (x - own) over the other numbers.
  private func weigh(_ value: LargeNumber, _ own: Int, _ numbers: [Int]) throws {
    for other in numbers where other != own {
      let (x, difference) = (try LargeNumber(other), try LargeNumber(other))
      try difference.subtract(try LargeNumber(own), modulo: prime, work)
      do { try difference.invert(modulo: prime, work) } catch { throw Self.mixedUp }
      try value.multiply(by: x, modulo: prime, work)
      try value.multiply(by: difference, modulo: prime, work)
    }
  }

  private static var mixedUp: OperationFailure { .cryptographic("the parts are not of one secret in this field") }
}
