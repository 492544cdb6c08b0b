extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// In a name; every byte beyond ASCII counts as a letter.
  var isWord: Bool {
    self >= 0x80 || isDigit || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z"))
      || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
  }

  /// In a bare id or path.
  var isBare: Bool { isWord || "@:/+.~%".utf8.contains(self) }
}
