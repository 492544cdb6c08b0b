/// `Wrong Key Lifecycle State` to `wrong-key-lifecycle-state`, `SHA-256` to `sha256`, `SHA3-256` to `sha3-256`,
/// `PKCS1 v1.5` to `pkcs1-v15`.
func languageWord(_ name: String) -> String {
  var word = ""
  var previous: Character?
  for character in name.lowercased() where character != "." {
    defer { previous = character }
    if character.isLetter || character.isNumber {
      // A mark between a letter and a digit binds them: P-256, X.509, PKCS#1.
      if character.isNumber, word.hasSuffix("-"), previous != " ", word.dropLast().last?.isLetter == true {
        word.removeLast()
      }
      word.append(character)
    } else if !word.isEmpty, !word.hasSuffix("-") {
      word.append("-")
    }
  }
  return word.hasSuffix("-") ? String(word.dropLast()) : word
}

/// Letters and digits alone, in capitals: what the spellings of all dialects share.
func foldedName(_ name: String) -> String {
  String(decoding: name.utf8.compactMap(foldedByte), as: UTF8.self)
}

private func foldedByte(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
  case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
  default: nil
  }
}

/// Eight digits.
func paddedHexadecimal(_ number: UInt32) -> String {
  let digits = String(number, radix: 16, uppercase: true)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
