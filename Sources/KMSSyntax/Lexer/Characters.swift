extension UInt8 {
  static var space: UInt8 { UInt8(ascii: " ") }
  static var tab: UInt8 { UInt8(ascii: "\t") }
  static var newline: UInt8 { UInt8(ascii: "\n") }
  static var carriageReturn: UInt8 { UInt8(ascii: "\r") }
  static var hash: UInt8 { UInt8(ascii: "#") }
  static var backslash: UInt8 { UInt8(ascii: "\\") }
  static var quote: UInt8 { UInt8(ascii: "\"") }
  static var apostrophe: UInt8 { UInt8(ascii: "'") }
  static var leftBrace: UInt8 { UInt8(ascii: "{") }
  static var rightBrace: UInt8 { UInt8(ascii: "}") }
  static var underscore: UInt8 { UInt8(ascii: "_") }
  static var dash: UInt8 { UInt8(ascii: "-") }
  static var dot: UInt8 { UInt8(ascii: ".") }
  static var assign: UInt8 { UInt8(ascii: "=") }

  var isBlank: Bool { self == .space || self == .tab || self == .carriageReturn }
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  /// Every byte of a character beyond ASCII counts as a letter.
  var isLetter: Bool { self >= 0x80 || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z")) }
  var startsWord: Bool { isLetter || self == .underscore }
  var isInWord: Bool { startsWord || isDigit || self == .dash }

  /// Stands in a bare id or path.
  var isInBareWord: Bool {
    switch self {
    case UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "+"), .dot, UInt8(ascii: "~"),
      UInt8(ascii: "%"):
      true
    default: isInWord
    }
  }

  var hexDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
