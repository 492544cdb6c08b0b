struct BinaryItemStream: ItemStream {
  let bytes: [UInt8]
  let limits: Limits
  private var offset = 0

  init(bytes: [UInt8], limits: Limits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func next() throws(TTLVError) -> Item? {
    guard offset < bytes.count else { return nil }
    let start = offset
    let end = min(bytes.count, start + (try size()))
    do {
      let item = try Item(decoding: Array(bytes[start..<end]), limits: limits)
      offset = end
      return item
    } catch {
      throw TTLVError(error.problem, offset: start + error.offset, path: error.path)
    }
  }

  /// As the header has it; the decoder tells of what is missing.
  private func size() throws(TTLVError) -> Int {
    guard bytes.count - offset >= ItemHeader.size else { return bytes.count - offset }
    let word = bytes[offset..<offset + ItemHeader.size].reduce(0) { $0 << 8 | UInt64($1) }
    return ItemHeader.size + (try ItemHeader(word: word, offset: offset)).paddedLength
  }
}

/// Also those of an array.
struct JSONItemStream: ItemStream {
  private var scanner: JSONScanner
  private let vocabulary: any Vocabulary
  private let limits: Limits
  private var isInArray: Bool
  private var isFirst = true

  init(_ bytes: [UInt8], vocabulary: any Vocabulary, limits: Limits) {
    scanner = JSONScanner(bytes)
    self.vocabulary = vocabulary
    self.limits = limits
    scanner.skipByteOrderMark()
    isInArray = scanner.take("[")
  }

  mutating func next() throws(TTLVError) -> Item? {
    if isInArray, scanner.take("]") { isInArray = false }
    if !isInArray, scanner.peek() == nil { return nil }
    if isInArray, !isFirst { try scanner.expect(",", or: "']'") }
    isFirst = false
    var decoder = JSONItemDecoder(scanner: scanner, vocabulary: vocabulary, limits: limits)
    defer { scanner = decoder.scanner }
    return try decoder.item(depth: 1, after: [])
  }
}

/// Also those inside of elements that are no items, such as `KMIP` in OASIS's test cases.
struct XMLItemStream: ItemStream {
  private var scanner: XMLScanner
  private let vocabulary: any Vocabulary
  private let limits: Limits
  private var wrappers: [XMLScanner.StartTag] = []

  init(scanner: XMLScanner, vocabulary: any Vocabulary, limits: Limits) {
    self.scanner = scanner
    self.vocabulary = vocabulary
    self.limits = limits
  }

  mutating func next() throws(TTLVError) -> Item? {
    while true {
      switch try scanner.next() {
      case .endOfText:
        guard let open = wrappers.last else { return nil }
        throw .unexpected(nil, wanted: "the end of \(quoted(try scanner.localName(open)))", at: scanner.offset)
      case .end:
        guard let open = wrappers.popLast() else {
          throw TTLVError(.malformed(found: "the end of an element", wanted: "an element"), offset: scanner.offset)
        }
        try scanner.endTag(of: open)
      case .start:
        if let item = try item() { return item }
      }
    }
  }

  /// None if a wrapper begins here.
  private mutating func item() throws(TTLVError) -> Item? {
    var ahead = scanner
    let element = try ahead.startTag()
    guard try isWrapper(element) else {
      var decoder = XMLItemDecoder(scanner: scanner, vocabulary: vocabulary, limits: limits)
      defer { scanner = decoder.scanner }
      return try decoder.item(depth: 1, after: [])
    }
    guard wrappers.count < limits.depth else {
      throw TTLVError(.tooDeep(limit: limits.depth), offset: scanner.offset)
    }
    scanner = ahead
    if !element.isEmpty { wrappers.append(element) }
    return nil
  }

  private func isWrapper(_ element: XMLScanner.StartTag) throws(TTLVError) -> Bool {
    let attributes = element.attributes
    guard attributes.tag == nil, attributes.type == nil, attributes.value == nil else { return false }
    let name = try scanner.localName(element)
    return name != "TTLV" && vocabulary.tag(named: name) == nil && Tag(hexadecimal: name) == nil
  }
}
