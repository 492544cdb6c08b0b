/// A whole number in JSON's decimal form.
struct DecimalNumber {
  private let isNegative: Bool
  private let digits: ArraySlice<UInt8>

  init?(_ text: ArraySlice<UInt8>) {
    isNegative = text.first == UInt8(ascii: "-")
    digits = isNegative ? text.dropFirst() : text
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
  }

  var int64: Int64? {
    var number: Int64 = 0
    for digit in digits {
      let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
      let value = Int64(digit &- 0x30)
      let (sum, overflows) = isNegative ? tens.subtractingReportingOverflow(value) : tens.addingReportingOverflow(value)
      guard !overflow, !overflows else { return nil }
      number = sum
    }
    return number
  }

  // The cost of the conversion grows with the square; 5000 digits are more than 16384 bits.
  private static let digitLimit = 5000

  /// Big endian, sign-extended to a multiple of eight bytes; nil for a number of absurd length.
  var twosComplement: [UInt8]? {
    guard digits.count <= Self.digitLimit else { return nil }
    let magnitude = bigEndian(limbs)
    return signExtended(isNegative ? negated(magnitude) : magnitude)
  }

  /// The magnitude in base 2³², the lowest first.
  private var limbs: [UInt32] {
    var limbs: [UInt32] = []
    var rest = digits
    while !rest.isEmpty {
      var factor: UInt64 = 1
      var carry: UInt64 = 0
      for digit in rest.prefix(9) {
        factor &*= 10
        carry = carry &* 10 &+ UInt64(digit &- 0x30)
      }
      multiply(&limbs, by: factor, adding: carry)
      rest = rest.dropFirst(9)
    }
    return limbs
  }
}

/// The factor is at most 10⁹, so that a product with its carry fits 64 bits.
private func multiply(_ limbs: inout [UInt32], by factor: UInt64, adding summand: UInt64) {
  var carry = summand
  for index in limbs.indices {
    let product = UInt64(limbs[index]) &* factor &+ carry
    limbs[index] = UInt32(truncatingIfNeeded: product)
    carry = product >> 32
  }
  if carry > 0 { limbs.append(UInt32(truncatingIfNeeded: carry)) }
}

/// With a sign bit of zero on top.
private func bigEndian(_ limbs: [UInt32]) -> [UInt8] {
  let bytes = limbs.reversed().flatMap { limb in
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: limb >> $0) }
  }
  return bytes.first ?? 0x80 >= 0x80 ? [0] + bytes : bytes
}

private func negated(_ magnitude: [UInt8]) -> [UInt8] {
  var carry: UInt16 = 1
  var bytes: [UInt8] = []
  for byte in magnitude.reversed() {
    let sum = UInt16(~byte) &+ carry
    bytes.append(UInt8(truncatingIfNeeded: sum))
    carry = sum >> 8
  }
  return bytes.reversed()
}

/// The same number in a multiple of eight bytes, at least eight.
func signExtended(_ bytes: [UInt8]) -> [UInt8] {
  let missing = max(8, (bytes.count + 7) & ~7) - bytes.count
  let sign: UInt8 = bytes.first.map { $0 & 0x80 == 0 ? 0 : 0xFF } ?? 0
  return Array(repeating: sign, count: missing) + bytes
}
