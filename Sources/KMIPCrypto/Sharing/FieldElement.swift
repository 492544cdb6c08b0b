/// An element of a finite field of characteristic two.
protocol FieldElement {
  init(number: Int)
  static func random() -> Self
  static func + (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  /// Of zero, zero.
  var inverse: Self { get }
}

/// GF(2⁸) modulo x⁸+x⁴+x³+x+1, as AES has it. No table and no branch depends on the elements.
struct GF256: FieldElement {
  let byte: UInt8

  init(_ byte: UInt8) { self.byte = byte }
  init(number: Int) { byte = UInt8(truncatingIfNeeded: number) }

  static func random() -> GF256 { GF256(UInt8.random(in: 0...255)) }

  static func + (left: GF256, right: GF256) -> GF256 { GF256(left.byte ^ right.byte) }

  static func * (left: GF256, right: GF256) -> GF256 {
    var (product, shifted, rest): (UInt8, UInt8, UInt8) = (0, left.byte, right.byte)
    for _ in 0..<8 {
      product ^= shifted & (0 &- (rest & 1))
      shifted = shifted << 1 ^ 0x1B & (0 &- (shifted >> 7))
      rest >>= 1
    }
    return GF256(product)
  }

  // The group has 255 elements, so the 254th power is the inverse.
  var inverse: GF256 {
    var (result, power) = (GF256(1), self)
    for _ in 0..<7 {
      power = power * power
      result = result * power
    }
    return result
  }
}

/// GF(2¹⁶) as uy+v over GF(2⁸) modulo y²+y+m, where m is x⁵+x⁴+x³+x (KMIP 2.1 §2.8).
struct GF65536: FieldElement {
  let high: GF256
  let low: GF256

  private static let m = GF256(0x3A)

  init(high: GF256, low: GF256) {
    self.high = high
    self.low = low
  }

  init(number: Int) { self.init(high: GF256(number: number >> 8), low: GF256(number: number)) }

  /// Two bytes an element; where one is missing it is zero.
  static func elements(_ bytes: [UInt8]) -> [GF65536] {
    stride(from: 0, to: bytes.count, by: 2).map { index in
      GF65536(high: GF256(bytes[index]), low: GF256(index + 1 < bytes.count ? bytes[index + 1] : 0))
    }
  }

  static func random() -> GF65536 { GF65536(high: .random(), low: .random()) }

  static func + (left: GF65536, right: GF65536) -> GF65536 {
    GF65536(high: left.high + right.high, low: left.low + right.low)
  }

  static func * (left: GF65536, right: GF65536) -> GF65536 {
    let highs = left.high * right.high
    return GF65536(
      high: highs + left.high * right.low + left.low * right.high, low: left.low * right.low + m * highs)
  }

  var inverse: GF65536 {
    let d = ((high + low) * low + Self.m * high * high).inverse
    return GF65536(high: high * d, low: (high + low) * d)
  }
}
