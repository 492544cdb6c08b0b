public import KMIP

/// A secret in parts, of which a number brings it back and fewer tell nothing (KMIP 2.1 §2.8).
///
/// A part is the value of a polynomial at the part's number, from one on; the secret is its value at zero.
public struct SecretSharing: Sendable {
  public static let partsLimit = 255
  static let workLimit = 1 << 24

  public let method: SplitKeyMethod
  public let parts: Int
  public let threshold: Int
  private let prime: BigInteger?

  public init(method: SplitKeyMethod, parts: Int32, threshold: Int32, prime: BigInteger? = nil) throws {
    guard (2...Int32(Self.partsLimit)).contains(parts), (2...parts).contains(threshold) else {
      throw OperationFailure.unsupported(
        "found \(parts) parts and a threshold of \(threshold), wanted 2 to \(Self.partsLimit) parts and no more to join"
      )
    }
    switch method {
    case .xor where threshold != parts:
      throw OperationFailure.unsupported("XOR needs every part: the threshold is \(parts)")
    case .polynomialSharingPrimeField where prime == nil:
      throw OperationFailure.invalid("polynomial sharing in a prime field needs the prime field size")
    case .xor, .polynomialSharingGF28, .polynomialSharingGF216, .polynomialSharingPrimeField: break
    default: throw OperationFailure.unsupported("secrets are not split by the method \(method)")
    }
    self.method = method
    self.parts = Int(parts)
    self.threshold = Int(threshold)
    self.prime = prime
  }

  /// The parts, that with the number one first.
  public func split(_ secret: Secret) throws -> [Secret] {
    guard secret.count > 0 else { throw OperationFailure.invalid("there is nothing to split") }
    guard secret.count <= Self.workLimit / (parts * threshold) else {
      throw OperationFailure(
        reason: .serverLimitExceeded, message: "\(secret.count) bytes are too many for \(parts) parts")
    }
    let bytes = secret.withBytes { Array($0) }
    switch method {
    case .xor: return xorParts(bytes)
    case .polynomialSharingGF28: return polynomialParts(bytes.map { GF256($0) }) { [$0.byte] }
    case .polynomialSharingGF216: return polynomialParts(GF65536.elements(bytes)) { [$0.high.byte, $0.low.byte] }
    default: return try field().split(bytes, parts: parts, threshold: threshold).map { Secret($0) }
    }
  }

  /// - Parameters:
  ///   - shares: By their numbers; those beyond the threshold are not looked at.
  ///   - count: Bytes of the secret, where the parts are larger.
  public func join(_ shares: [(number: Int32, part: Secret)], count: Int? = nil) throws -> Secret {
    let shares = try checked(shares)
    let bytes = shares.map { $0.part.withBytes { Array($0) } }
    let numbers = shares.map { Int($0.number) }
    let joined: [UInt8]
    switch method {
    case .xor: joined = Self.xor(bytes)
    case .polynomialSharingGF28:
      joined = Self.value(atZero: bytes.map { $0.map { GF256($0) } }, numbers) { [$0.byte] }
    case .polynomialSharingGF216:
      joined = Self.value(atZero: bytes.map { GF65536.elements($0) }, numbers) { [$0.high.byte, $0.low.byte] }
    default: return Secret(try field().join(bytes, numbers, count: count))
    }
    return Secret(joined.prefix(count ?? joined.count))
  }

  private func field() throws -> PrimeField { try PrimeField(prime ?? BigInteger(bytes: [])) }

  private func checked(_ shares: [(number: Int32, part: Secret)]) throws -> [(number: Int32, part: Secret)] {
    guard Set(shares.map(\.number)).count == shares.count, shares.allSatisfy({ (1...Int32(parts)).contains($0.number) })
    else { throw OperationFailure.invalid("the parts are numbered from 1 to \(parts), and each is given once") }
    guard shares.count >= threshold else {
      throw OperationFailure.cryptographic("found \(shares.count) parts, wanted \(threshold)")
    }
    let used = Array(shares.prefix(threshold))
    guard let count = used.first?.part.count, count > 0, used.allSatisfy({ $0.part.count == count }) else {
      throw OperationFailure.cryptographic("the parts have not one length: they are not of one secret")
    }
    return used
  }
}

extension SecretSharing {
  private func xorParts(_ secret: [UInt8]) -> [Secret] {
    let random = (1..<parts).map { _ in RandomBytes.unlimited(secret.count) }
    return (random + [Self.xor(random + [secret])]).map { Secret($0) }
  }

  private static func xor(_ rows: [[UInt8]]) -> [UInt8] {
    var result = rows.first ?? []
    for row in rows.dropFirst() {
      for (index, byte) in row.enumerated() where index < result.count { result[index] ^= byte }
    }
    return result
  }

  private func polynomialParts<Element: FieldElement>(_ secret: [Element], _ bytes: (Element) -> [UInt8]) -> [Secret] {
    let rest = (1..<threshold).map { _ in secret.map { _ in Element.random() } }
    return (1...parts).map { number in
      let x = Element(number: number)
      let values = secret.indices.map { index in
        rest.reversed().reduce(Element(number: 0)) { ($0 + $1[index]) * x } + secret[index]
      }
      return Secret(values.flatMap(bytes))
    }
  }

  /// Lagrange's interpolation; minus is plus in these fields.
  private static func value<Element: FieldElement>(
    atZero rows: [[Element]], _ numbers: [Int], _ bytes: (Element) -> [UInt8]
  ) -> [UInt8] {
    let weights = numbers.map { own in
      numbers.filter { $0 != own }.reduce(Element(number: 1)) { weight, other in
        let (x, y) = (Element(number: other), Element(number: own))
        return weight * x * (x + y).inverse
      }
    }
    let count = rows.map(\.count).min() ?? 0
    return (0..<count).flatMap { index in
      bytes(zip(rows, weights).reduce(Element(number: 0)) { $0 + $1.0[index] * $1.1 })
    }
  }
}
