/// How items stand in a file or on a wire.
public enum ItemForm: String, CaseIterable, Sendable {
  case binary, hexadecimal, json, xml

  /// What the bytes look like: a text begins with a bracket or has nothing but digits and what may stand between them.
  public init(detecting bytes: [UInt8]) {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    switch text.first(where: { !$0.isSpace }) {
    case UInt8(ascii: "<"): self = .xml
    case UInt8(ascii: "{"), UInt8(ascii: "["): self = .json
    case .some where text.allSatisfy({ hexadecimalValue($0) != nil || $0.mayStandBetweenDigits }): self = .hexadecimal
    default: self = .binary
    }
  }
}

/// The bytes of hexadecimal digits, between which white space, `|`, `:`, `,` and `0x` may stand.
func bytes(ofHexadecimal text: [UInt8]) throws(TTLVError) -> [UInt8] {
  var out: [UInt8] = []
  out.reserveCapacity(text.count / 2)
  var high: (nibble: UInt8, offset: Int)?
  for (offset, byte) in text.enumerated() {
    if let nibble = hexadecimalValue(byte) {
      if let upper = high {
        out.append(upper.nibble << 4 | nibble)
        high = nil
      } else {
        high = (nibble, offset)
      }
    } else if byte | 0x20 == UInt8(ascii: "x"), high?.nibble == 0, high?.offset == offset - 1 {
      high = nil
    } else if !byte.mayStandBetweenDigits {
      throw .unexpected(byte, wanted: "a hexadecimal digit", at: offset)
    }
  }
  if let high { throw TTLVError(.malformed(found: "half a byte", wanted: "two digits a byte"), offset: high.offset) }
  return out
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  fileprivate var mayStandBetweenDigits: Bool {
    isSpace || [UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "x")].contains(self)
  }
}
