extension Item {
  /// Reads the JSON encoding of one item and nothing after it, in either dialect and every form that they have for a
  /// type. Keys may come in any order; those that are not `tag`, `type` and `value` are skipped.
  public init(
    decodingJSON bytes: [UInt8], vocabulary: any Vocabulary, limits: Limits = .standard
  ) throws(TTLVError) {
    guard bytes.count <= limits.messageSize else {
      throw TTLVError(.tooLarge(size: bytes.count, limit: limits.messageSize), offset: 0)
    }
    var decoder = JSONItemDecoder(scanner: JSONScanner(bytes), vocabulary: vocabulary, limits: limits)
    self = try decoder.message()
  }
}

struct JSONItemDecoder {
  var scanner: JSONScanner
  let vocabulary: any Vocabulary
  let limits: Limits
  private var itemCount = 0

  init(scanner: JSONScanner, vocabulary: any Vocabulary, limits: Limits) {
    self.scanner = scanner
    self.vocabulary = vocabulary
    self.limits = limits
  }

  /// A value whose type is perhaps not known yet.
  enum Value {
    case null
    case flag(Bool)
    case items([Item])
    case string(JSONScanner.StringToken)
    case number(Range<Int>)
  }

  struct Fields {
    var tag: Tag?
    var type: ItemType?
    var value: (Value, offset: Int)?
  }

  mutating func message() throws(TTLVError) -> Item {
    let item = try item(depth: 1, after: [])
    guard scanner.peek() == nil else {
      throw TTLVError(.trailingBytes(count: scanner.bytes.count - scanner.offset), offset: scanner.offset)
    }
    return item
  }

  /// Reads one item, which comes after `siblings` in its structure.
  mutating func item(depth: Int, after siblings: ArraySlice<Item>) throws(TTLVError) -> Item {
    guard itemCount < limits.itemCount else {
      throw TTLVError(.tooManyItems(limit: limits.itemCount), offset: scanner.offset)
    }
    itemCount += 1
    var fields = Fields()
    do throws(TTLVError) {
      return try item(depth: depth, after: siblings, fields: &fields)
    } catch {
      throw fields.tag.map(error.inside) ?? error
    }
  }

  private mutating func item(
    depth: Int, after siblings: ArraySlice<Item>, fields: inout Fields
  ) throws(TTLVError) -> Item {
    try scanner.expect("{")
    let start = scanner.offset - 1
    if !scanner.take("}") {
      repeat { try field(of: &fields, depth: depth) } while scanner.take(",")
      try scanner.expect("}", or: "','")
    }
    guard let tag = fields.tag else {
      throw TTLVError(.malformed(found: "an item without a tag", wanted: "one"), offset: start)
    }
    return Item(tag, try value(of: fields, tag: tag, after: siblings, start: start, depth: depth))
  }

  private func value(
    of fields: Fields, tag: Tag, after siblings: ArraySlice<Item>, start: Int, depth: Int
  ) throws(TTLVError) -> Item.Value {
    let type = fields.type ?? .structure
    guard type == .structure else {
      let (value, offset) = fields.value ?? (.null, start)
      return try leaf(type, value, tag: vocabulary.subject(of: tag, after: siblings), at: offset)
    }
    try checkDepth(depth)
    switch fields.value {
    case .none, .some((.null, _)): return .structure([])
    case .some((.items(let items), _)): return .structure(items)
    case .some((let value, let offset)): throw wrong(value, at: offset, wanted: "an array, as for a Structure")
    }
  }

  func checkDepth(_ depth: Int) throws(TTLVError) {
    guard depth <= limits.depth else { throw TTLVError(.tooDeep(limit: limits.depth), offset: scanner.offset) }
  }
}
