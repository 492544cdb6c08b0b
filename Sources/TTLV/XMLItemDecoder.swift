extension Item {
  /// Reads the XML encoding of one item and nothing after it, in every form that it has for a type (KMIP Profiles 2.1,
  /// XML encoding). Document types are refused, attributes that the encoding does not know are skipped.
  public init(
    decodingXML bytes: [UInt8], vocabulary: any Vocabulary, limits: Limits = .standard
  ) throws(TTLVError) {
    guard bytes.count <= limits.messageSize else {
      throw TTLVError(.tooLarge(size: bytes.count, limit: limits.messageSize), offset: 0)
    }
    var decoder = XMLItemDecoder(scanner: try XMLScanner(bytes), vocabulary: vocabulary, limits: limits)
    self = try decoder.message()
  }
}

struct XMLItemDecoder {
  var scanner: XMLScanner
  let vocabulary: any Vocabulary
  let limits: Limits
  private var itemCount = 0

  init(scanner: XMLScanner, vocabulary: any Vocabulary, limits: Limits) {
    self.scanner = scanner
    self.vocabulary = vocabulary
    self.limits = limits
  }

  mutating func message() throws(TTLVError) -> Item {
    let event = try scanner.next()
    guard event == .start else {
      let found = event == .end ? "the end of an element" : "the end"
      throw TTLVError(.malformed(found: found, wanted: "an element"), offset: scanner.offset)
    }
    let item = try item(depth: 1, after: [])
    guard try scanner.next() == .endOfText else {
      throw TTLVError(.trailingBytes(count: scanner.bytes.count - scanner.offset), offset: scanner.offset)
    }
    return item
  }

  /// Reads the element that begins here, which comes after `siblings` in its structure.
  mutating func item(depth: Int, after siblings: ArraySlice<Item>) throws(TTLVError) -> Item {
    guard itemCount < limits.itemCount else {
      throw TTLVError(.tooManyItems(limit: limits.itemCount), offset: scanner.offset)
    }
    itemCount += 1
    let element = try scanner.startTag()
    let tag = try tag(of: element)
    do throws(TTLVError) {
      return Item(tag, try value(of: element, tag: vocabulary.subject(of: tag, after: siblings), depth: depth))
    } catch {
      throw error.inside(tag)
    }
  }

  private mutating func value(
    of element: XMLScanner.StartTag, tag: Tag, depth: Int
  ) throws(TTLVError) -> Item.Value {
    let type = try type(of: element)
    guard type == .structure else {
      let value = try leaf(type, of: element, tag: tag)
      if !element.isEmpty { try end(of: element) }
      return value
    }
    if let value = element.attributes.value {
      throw TTLVError(
        .malformed(found: "a value", wanted: "elements, as for a Structure"), offset: value.range.lowerBound)
    }
    return .structure(try children(of: element, depth: depth))
  }

  private mutating func children(
    of element: XMLScanner.StartTag, depth: Int
  ) throws(TTLVError) -> [Item] {
    guard depth <= limits.depth else { throw TTLVError(.tooDeep(limit: limits.depth), offset: scanner.offset) }
    if element.isEmpty { return [] }
    var children: [Item] = []
    while try scanner.next() == .start {
      children.append(try item(depth: depth + 1, after: children[...]))
    }
    try end(of: element)
    return children
  }

  private mutating func end(of element: XMLScanner.StartTag) throws(TTLVError) {
    guard try scanner.next() == .end else {
      let name = try scanner.localName(element)
      throw TTLVError.unexpected(
        scanner.offset < scanner.bytes.count ? scanner.bytes[scanner.offset] : nil,
        wanted: "the end of \(quoted(name))",
        at: scanner.offset)
    }
    try scanner.endTag(of: element)
  }
}

extension XMLItemDecoder {
  /// The element's name is the tag's, but for `TTLV`, which has it or the tag's number as an attribute.
  private func tag(of element: XMLScanner.StartTag) throws(TTLVError) -> Tag {
    let name = try scanner.localName(element)
    guard name == "TTLV" else { return try vocabulary.tag(written: name, at: element.name.lowerBound) }
    guard let attribute = element.attributes.tag ?? element.attributes.name else {
      throw TTLVError(.malformed(found: "no tag", wanted: "one"), offset: element.name.lowerBound)
    }
    return try vocabulary.tag(written: scanner.text(attribute), at: attribute.range.lowerBound)
  }

  private func type(of element: XMLScanner.StartTag) throws(TTLVError) -> ItemType {
    guard let attribute = element.attributes.type else { return .structure }
    let name = try scanner.text(attribute)
    guard let type = ItemType(name: name) else {
      throw TTLVError(.unknownName(name), offset: attribute.range.lowerBound)
    }
    return type
  }
}
