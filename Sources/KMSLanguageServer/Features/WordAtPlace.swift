/// The word that touches an offset, in a text that need not parse.
struct WordAtPlace {
  let text: String
  let range: Range<Int>
  let isInComment: Bool

  init?(_ bytes: [UInt8], _ offset: Int) {
    var lower = min(max(0, offset), bytes.count)
    var upper = lower
    while lower > 0, bytes[lower - 1].isInWord { lower -= 1 }
    while upper < bytes.count, bytes[upper].isInWord { upper += 1 }
    guard lower < upper else { return nil }
    range = lower..<upper
    text = String(decoding: bytes[range], as: UTF8.self)
    let line = bytes[..<lower].reversed().prefix { $0 != UInt8(ascii: "\n") }
    isInComment = line.contains(UInt8(ascii: "#")) || line.contains(UInt8(ascii: "\""))
  }
}

extension UInt8 {
  fileprivate var isInWord: Bool {
    self >= 0x80 || self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") || self == UInt8(ascii: "_")
      || self == UInt8(ascii: "-") || (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z")
  }
}
