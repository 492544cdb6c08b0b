import KMIP
import Testing

@testable import KMIPCrypto

@Suite struct SecretSharingTests {
  private static let prime = BigInteger(magnitude: [0x01] + [UInt8](repeating: 0xFF, count: 65))
  static let methods: [SplitKeyMethod] = [
    .xor, .polynomialSharingGF28, .polynomialSharingGF216, .polynomialSharingPrimeField,
  ]

  private func sharing(_ method: SplitKeyMethod, _ parts: Int32, _ threshold: Int32) throws -> SecretSharing {
    try SecretSharing(
      method: method, parts: parts, threshold: method == .xor ? parts : threshold,
      prime: method == .polynomialSharingPrimeField ? Self.prime : nil)
  }

  @Test(arguments: methods, [1, 2, 15, 32])
  func anyPartsThatAreEnoughBringTheSecretBack(method: SplitKeyMethod, count: Int) throws {
    let secret = Secret(RandomBytes.unlimited(count))
    let sharing = try sharing(method, 5, 3)
    let parts = try sharing.split(secret)
    let shares = parts.enumerated().map { (number: Int32($0.offset + 1), part: $0.element) }
    for _ in 0..<20 {
      let chosen = Array(shares.shuffled().prefix(sharing.threshold))
      #expect(try sharing.join(chosen, count: count) == secret)
    }
    #expect(throws: OperationFailure.self) {
      try sharing.join(Array(shares.prefix(sharing.threshold - 1)), count: count)
    }
  }

  // AES's own example: {57} times {83} is {c1} (FIPS 197, 4.2).
  @Test func theSmallFieldIsThatOfAES() {
    #expect((GF256(0x57) * GF256(0x83)).byte == 0xC1)
    for byte in UInt8.min...UInt8.max {
      #expect((GF256(byte) * GF256(byte).inverse).byte == (byte == 0 ? 0 : 1))
    }
  }

  // y² is y+m: the element y is {01}{00}.
  @Test func theLargeFieldIsTheSpecifications() {
    let y = GF65536(number: 0x0100)
    let square = y * y
    #expect(square.high.byte == 0x01 && square.low.byte == 0x3A)
    for number in [1, 2, 0x00FF, 0x0100, 0x1234, 0xFFFF] {
      let one = GF65536(number: number) * GF65536(number: number).inverse
      #expect(one.high.byte == 0 && one.low.byte == 1)
    }
  }

  // f(x) = 42 + 5x + 7x² modulo 257: f(1) = 54, f(2) = 80, f(4) = 174.
  @Test func aPrimeFieldInterpolates() throws {
    let sharing = try SecretSharing(
      method: .polynomialSharingPrimeField, parts: 4, threshold: 3, prime: BigInteger(magnitude: [1, 1]))
    let shares: [(number: Int32, part: Secret)] = [
      (4, Secret([0, 174])), (1, Secret([0, 54])), (2, Secret([0, 80])),
    ]
    #expect(try sharing.join(shares, count: 1) == Secret([42]))
    let outside: (number: Int32, part: Secret) = (3, Secret([2, 0]))
    #expect(throws: OperationFailure.self) { try sharing.join([outside] + shares.prefix(2), count: 1) }
  }

  @Test(arguments: [[UInt8](), [4], [1, 0xFF], [UInt8](repeating: 0xFF, count: 2000)])
  func whatIsNoPrimeOrTooSmallIsRefused(magnitude: [UInt8]) throws {
    let sharing = try SecretSharing(
      method: .polynomialSharingPrimeField, parts: 2, threshold: 2, prime: BigInteger(magnitude: magnitude))
    #expect(throws: OperationFailure.self) { try sharing.split(Secret([UInt8](repeating: 1, count: 32))) }
  }

  @Test func partsOfAnotherLengthAreNotJoined() throws {
    let sharing = try sharing(.xor, 2, 2)
    #expect(throws: OperationFailure.self) { try sharing.join([(1, Secret([1])), (2, Secret([1, 2]))]) }
    #expect(throws: OperationFailure.self) { try sharing.join([(1, Secret([1])), (3, Secret([1]))]) }
    #expect(throws: OperationFailure.self) { try sharing.join([(1, Secret([1])), (1, Secret([1]))]) }
  }
}
