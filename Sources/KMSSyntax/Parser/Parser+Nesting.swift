extension Parser {
  /// Reads one level deeper, and measures how tall the tree grows.
  mutating func nested<T>(_ read: (inout Parser) throws(Stop) -> T) throws(Stop) -> T {
    guard depth < Self.depthLimit else { throw tooDeep() }
    let outer = height
    depth += 1
    height = 0
    let result = try read(&self)
    depth -= 1
    try grow()
    height = max(outer, height)
    return result
  }

  /// One operator more above what was read.
  mutating func grow() throws(Stop) {
    height += 1
    guard height < Self.heightLimit else { throw tooDeep() }
  }

  private func tooDeep() -> Stop {
    let place = min(lexer.position, max(0, lexer.bytes.count - 1))
    return failure(.nestedTooDeep, "nested too deep", at: lexer.span(place..<min(place + 1, lexer.bytes.count)))
  }

  /// Reads between brackets: line ends mean nothing, and the grammar of the place around does not apply.
  mutating func enclosed<T>(
    by opener: Token, _ what: String, _ read: (inout Parser) throws(Stop) -> T
  ) throws(Stop) -> T {
    let (outer, ignored) = (context, lexer.ignoresNewlines)
    openers.append(Opener(what: what, span: span(opener)))
    lexer.ignoresNewlines = true
    context.isBlockNext = false
    context.isLoopSource = false
    let result = try nested(read)
    lexer.ignoresNewlines = ignored
    context = outer
    openers.removeLast()
    return result
  }

  mutating func with<T>(
    _ inner: Context, _ read: (inout Parser) throws(Stop) -> T
  ) throws(Stop) -> T {
    let outer = context
    context = inner
    let result = try read(&self)
    context = outer
    return result
  }
}
