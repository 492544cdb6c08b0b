/// Cuts any text into tokens; it never fails, so that it serves while a line is being typed.
struct Scanner {
  let bytes: [UInt8]
  private(set) var tokens: [ScannedToken] = []
  private var position = 0
  /// For each `{` that is open, whether it stands in a text.
  private var braces: [Brace] = []

  private enum Brace { case code, text(isBlock: Bool) }

  static func tokens(_ text: String) -> [ScannedToken] {
    var scanner = Scanner(bytes: Array(text.utf8))
    scanner.scan()
    return scanner.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func scan() {
    while let byte = byte(at: position) {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
      case UInt8(ascii: "\\"): position += self.byte(position + 1, is: "\n") ? 2 : 1
      case UInt8(ascii: "\n"), UInt8(ascii: ";"): add(.newline, to: position + 1)
      case UInt8(ascii: "#"): add(.comment, to: end(from: position) { $0 != UInt8(ascii: "\n") })
      case UInt8(ascii: "\""): quote()
      case UInt8(ascii: "'"): raw()
      case UInt8(ascii: "$"): add(.variable, to: end(from: position + 1, while: \.isWord))
      case UInt8(ascii: "{"):
        braces.append(.code)
        add(.symbol(Unicode.Scalar(byte)), to: position + 1)
      case UInt8(ascii: "}"): closeBrace()
      default: wordOrSymbol(byte)
      }
    }
  }

  private mutating func closeBrace() {
    let start = position
    add(.symbol("}"), to: start + 1)
    if case .text(let isBlock)? = braces.popLast() { text(from: start + 1, isBlock: isBlock) }
  }

  private mutating func quote() {
    let isBlock = byte(position + 1, is: "\"") && byte(position + 2, is: "\"")
    let start = position
    position += isBlock ? 3 : 1
    text(from: start, isBlock: isBlock)
  }

  /// Reads on in a text up to its end or to an interpolation.
  private mutating func text(from start: Int, isBlock: Bool) {
    while let byte = byte(at: position) {
      if byte == UInt8(ascii: "\\") {
        position += 2
      } else if byte == UInt8(ascii: "\""),
        !isBlock || (self.byte(position + 1, is: "\"") && self.byte(position + 2, is: "\""))
      {
        return finish(start, at: position + (isBlock ? 3 : 1), isClosed: true)
      } else if byte == UInt8(ascii: "{") {
        finish(start, at: position, isClosed: true)
        braces.append(.text(isBlock: isBlock))
        return add(.symbol(Unicode.Scalar(byte)), to: position + 1)
      } else {
        position += 1
      }
    }
    finish(start, at: bytes.count, isClosed: false)
  }

  private mutating func raw() {
    let end = end(from: position + 1) { $0 != UInt8(ascii: "'") }
    finish(position, at: min(end + 1, bytes.count), isClosed: end < bytes.count)
  }

  private mutating func finish(_ start: Int, at end: Int, isClosed: Bool) {
    tokens.append(ScannedToken(kind: .text(isClosed: isClosed), range: start..<max(start, min(end, bytes.count))))
    position = end
  }

  private mutating func wordOrSymbol(_ byte: UInt8) {
    let isMember = tokens.last?.range.upperBound == position && tokens.last.map(endsValue) == true
    guard byte.isBare, !(byte == UInt8(ascii: ".") && isMember) else {
      return add(.symbol(Unicode.Scalar(byte)), to: position + 1)
    }
    let end = isMember ? end(from: position, while: \.isWord) : end(from: position, while: \.isBare)
    guard end > position else { return add(.symbol(Unicode.Scalar(byte)), to: position + 1) }
    let isAssigned = self.byte(end, is: "=") && !self.byte(end + 1, is: "=")
    if isAssigned, bytes[position..<end].allSatisfy(\.isWord) { return add(.argument, to: end + 1) }
    add(Self.isNumber(bytes[position..<end]) ? .number : .word, to: end)
  }

  /// Whether a `.` right behind it names a member.
  private func endsValue(_ token: ScannedToken) -> Bool {
    switch token.kind {
    case .variable, .symbol(")"), .symbol("]"), .symbol("."): true
    case .word:
      tokens.dropLast().last.map { $0.kind == .symbol(".") && $0.range.upperBound == token.range.lowerBound } ?? false
    default: false
    }
  }

  /// `2048`, `1_000`, `0xff`, `90d`, `64KiB`, `1%`, a date; not an id that begins with a digit.
  private static func isNumber(_ run: ArraySlice<UInt8>) -> Bool {
    guard let first = run.first, first.isDigit, run.count <= 32 else { return false }
    let rest = run.drop { $0.isDigit || $0 == UInt8(ascii: "_") }
    return rest.count <= 3 && rest.allSatisfy { !$0.isDigit && $0 != UInt8(ascii: "-") }
      || run.starts(with: Array("0x".utf8))
      || run.dropFirst(4).first == UInt8(ascii: "-") && run.count <= 26
        && run.prefix(4).allSatisfy(\.isDigit) && run.dropFirst(5).prefix(2).allSatisfy(\.isDigit)
  }

  private mutating func add(_ kind: ScannedToken.Kind, to end: Int) {
    tokens.append(ScannedToken(kind: kind, range: position..<end))
    position = end
  }

  private func byte(at index: Int) -> UInt8? { index >= 0 && index < bytes.count ? bytes[index] : nil }

  private func byte(_ index: Int, is scalar: Unicode.Scalar) -> Bool { byte(at: index) == UInt8(ascii: scalar) }

  private func end(from start: Int, while holds: (UInt8) -> Bool) -> Int {
    var end = min(start, bytes.count)
    while end < bytes.count, holds(bytes[end]) { end += 1 }
    return end
  }
}
