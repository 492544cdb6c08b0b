extension Tag {
  /// Such as `0x420057`, the text encodings' form for a tag without a name.
  public var hexadecimal: String { "0x" + TTLV.hexadecimal(UInt64(rawValue), digits: 6) }

  init?(hexadecimal text: String) {
    guard let number = HexadecimalNumber(text), number.digits == 6 else { return nil }
    self.init(UInt32(truncatingIfNeeded: number.value))
  }
}

func hexadecimal(_ number: UInt64, digits: Int) -> String {
  var out: [UInt8] = []
  appendHexadecimal(number, digits: digits, to: &out)
  return String(decoding: out, as: UTF8.self)
}

func appendHexadecimal(_ number: UInt64, digits: Int, to out: inout [UInt8]) {
  var shift = 4 * (digits - 1)
  while shift >= 0 {
    out.append(hexadecimalDigit(UInt8(truncatingIfNeeded: number >> UInt64(shift) & 0xF)))
    shift -= 4
  }
}

func appendHexadecimal(_ bytes: some Sequence<UInt8>, to out: inout [UInt8]) {
  for byte in bytes {
    out.append(hexadecimalDigit(byte >> 4))
    out.append(hexadecimalDigit(byte & 0xF))
  }
}

@inline(__always)
private func hexadecimalDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 &+ value : 0x37 &+ value }

@inline(__always)
func hexadecimalValue(_ digit: UInt8) -> UInt8? {
  switch digit {
  case 0x30...0x39: digit &- 0x30
  case 0x41...0x46: digit &- 0x37
  case 0x61...0x66: digit &- 0x57
  default: nil
  }
}

/// A number written `0x…` in 1 to 16 digits.
struct HexadecimalNumber {
  let value: UInt64
  let digits: Int

  init?(_ text: String) {
    var text = text
    guard let number = text.withUTF8({ Self(ascii: $0) }) else { return nil }
    self = number
  }

  private init?(ascii text: UnsafeBufferPointer<UInt8>) {
    guard (3...18).contains(text.count), text[0] == 0x30, text[1] | 0x20 == 0x78 else { return nil }
    var value: UInt64 = 0
    for index in 2..<text.count {
      guard let nibble = hexadecimalValue(text[index]) else { return nil }
      value = value << 4 | UInt64(nibble)
    }
    self.value = value
    digits = text.count - 2
  }
}

/// What follows `0x`.
func hexadecimalDigits(of text: String) -> Substring.UTF8View? {
  guard text.hasPrefix("0x") || text.hasPrefix("0X") else { return nil }
  return text.dropFirst(2).utf8
}

/// The bytes of an even number of digits of either case.
func hexadecimalBytes(_ digits: some Collection<UInt8>) -> [UInt8]? {
  guard digits.count.isMultiple(of: 2) else { return nil }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(digits.count / 2)
  var high: UInt8?
  for digit in digits {
    guard let nibble = hexadecimalValue(digit) else { return nil }
    if let upper = high {
      bytes.append(upper << 4 | nibble)
      high = nil
    } else {
      high = nibble
    }
  }
  return bytes
}
