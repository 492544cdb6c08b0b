/// Reads tokens on demand, since what a character means depends on the place where the parser stands.
struct Lexer {
  let source: Source
  let bytes: [UInt8]
  var position = 0
  /// Inside `( ) [ ]` and records a line's end means nothing.
  var ignoresNewlines = false
  /// A `\` that joins the last line to one that is missing.
  private(set) var openJoin: Range<Int>?
  /// Where the last look for a `|` went, and what it met.
  private var look: (range: Range<Int>, meetsBar: Bool)?
  private var cache: (position: Int, ignoresNewlines: Bool, token: Token)?

  init(_ source: Source) {
    self.source = source
    bytes = Array(source.text.utf8)
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  func byte(at index: Int) -> UInt8? { index >= 0 && index < bytes.count ? bytes[index] : nil }

  func span(_ range: Range<Int>) -> Span { Span(source, range) }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The token at the position, which stays where it is.
  mutating func peek() throws(Stop) -> Token {
    if let cache, cache.position == position, cache.ignoresNewlines == ignoresNewlines { return cache.token }
    let token = try token(at: skippingSpace(from: position))
    cache = (position, ignoresNewlines, token)
    return token
  }

  /// The first offset from `start` that is no space, comment or joined line.
  mutating func skippingSpace(from start: Int) -> Int {
    var index = start
    while let byte = byte(at: index) {
      switch byte {
      case .space, .tab, .carriageReturn: index += 1
      case .hash: index = lineEnd(from: index)
      case .backslash:
        guard let next = joinedLine(from: index) else { return index }
        index = next
      case .newline:
        guard ignoresNewlines || continuesWithBar(from: index) else { return index }
        index += 1
      default: return index
      }
    }
    return index
  }

  private func lineEnd(from start: Int) -> Int { bytes[start...].firstIndex(of: .newline) ?? bytes.count }

  /// The start of the next line if nothing but space stands behind the `\`.
  private mutating func joinedLine(from start: Int) -> Int? {
    var index = start + 1
    while let byte = byte(at: index), byte != .newline {
      guard byte.isBlank else { return nil }
      index += 1
    }
    if index + 1 >= bytes.count { openJoin = start..<start + 1 }
    return min(index + 1, bytes.count)
  }

  /// Whether the next line that says something begins with `|`.
  private mutating func continuesWithBar(from start: Int) -> Bool {
    if let look, look.range.contains(start) { return look.meetsBar }
    var index = start
    while let byte = byte(at: index), byte == .hash || byte.isBlank || byte == .newline {
      index = byte == .hash ? lineEnd(from: index) : index + 1
    }
    let meetsBar = byte(at: index) == UInt8(ascii: "|")
    look = (start..<index, meetsBar)
    return meetsBar
  }
}
