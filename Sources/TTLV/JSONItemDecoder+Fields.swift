extension JSONItemDecoder {
  /// Reads one key and what it names.
  mutating func field(of fields: inout Fields, depth: Int) throws(TTLVError) {
    let key = try key()
    try scanner.expect(":")
    switch key {
    case .tag:
      guard fields.tag == nil else { throw duplicate("tag") }
      fields.tag = try tag()
    case .type:
      guard fields.type == nil else { throw duplicate("type") }
      fields.type = try type()
    case .value:
      guard fields.value == nil else { throw duplicate("value") }
      fields.value = try value(depth: depth)
    case .other: try skip(depth: depth)
    }
  }

  private enum Key { case tag, type, value, other }

  private mutating func key() throws(TTLVError) -> Key {
    let token = try scanner.string("a key")
    if token.isEscaped { return key(named: try scanner.text(token)) }
    if scanner.matches(token, "tag") { return .tag }
    if scanner.matches(token, "type") { return .type }
    return scanner.matches(token, "value") ? .value : .other
  }

  private func key(named name: String) -> Key {
    switch name {
    case "tag": .tag
    case "type": .type
    case "value": .value
    default: .other
    }
  }

  private func duplicate(_ key: String) -> TTLVError {
    TTLVError(.malformed(found: "a second \"\(key)\"", wanted: "one an item"), offset: scanner.offset)
  }

  private mutating func tag() throws(TTLVError) -> Tag {
    let token = try scanner.string("the name of a tag")
    return try vocabulary.tag(written: try scanner.text(token), at: token.range.lowerBound)
  }

  private mutating func type() throws(TTLVError) -> ItemType {
    let token = try scanner.string("the name of a type")
    let name = try scanner.text(token)
    if let type = ItemType(name: name) { return type }
    throw TTLVError(.unknownName(name), offset: token.range.lowerBound)
  }

  private mutating func value(depth: Int) throws(TTLVError) -> (Value, offset: Int) {
    let byte = scanner.peek()
    let offset = scanner.offset
    switch byte.map(Unicode.Scalar.init) {
    case "[": return (.items(try items(depth: depth)), offset)
    case "\"": return (.string(try scanner.string()), offset)
    case "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9": return (.number(try scanner.number()), offset)
    case "t":
      try scanner.word("true")
      return (.flag(true), offset)
    case "f":
      try scanner.word("false")
      return (.flag(false), offset)
    case "n":
      try scanner.word("null")
      return (.null, offset)
    default: throw scanner.unexpected(wanted: "a value")
    }
  }

  private mutating func items(depth: Int) throws(TTLVError) -> [Item] {
    try checkDepth(depth)
    try scanner.expect("[")
    if scanner.take("]") { return [] }
    var items: [Item] = []
    items.reserveCapacity(4)
    repeat { items.append(try item(depth: depth + 1, after: items[...])) } while scanner.take(",")
    try scanner.expect("]", or: "','")
    return items
  }

  /// Passes over a value that no rule asks for.
  private mutating func skip(depth: Int) throws(TTLVError) {
    let opensObject = scanner.take("{")
    guard opensObject || scanner.take("[") else {
      _ = try value(depth: depth)
      return
    }
    try checkDepth(depth)
    if scanner.take(opensObject ? "}" : "]") { return }
    repeat {
      if opensObject {
        _ = try scanner.string("a key")
        try scanner.expect(":")
      }
      try skip(depth: depth + 1)
    } while scanner.take(",")
    try scanner.expect(opensObject ? "}" : "]", or: "','")
  }
}
