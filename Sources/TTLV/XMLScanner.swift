/// Reads the tags of an XML text and keeps their byte offsets. There are no document types, so no entities but XML's
/// own five: nothing in a text can grow.
struct XMLScanner {
  let bytes: [UInt8]
  private(set) var offset = 0

  init(_ bytes: [UInt8]) throws(TTLVError) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    try declaration()
  }

  struct StartTag {
    /// With its prefix, as the end tag has to repeat it.
    let name: Range<Int>
    var attributes = Attributes()
    var isEmpty = false

    init(name: Range<Int>) { self.name = name }
  }

  /// The attributes that an item may have.
  struct Attributes {
    var tag, name, type, value: AttributeValue?
  }

  /// The text between the quotation marks.
  struct AttributeValue {
    let range: Range<Int>
    /// Whether nothing in it stands for something else.
    let isPlain: Bool
  }

  /// What comes after white space, comments and instructions.
  enum Event { case start, end, endOfText }

  mutating func next() throws(TTLVError) -> Event {
    while true {
      skipSpace()
      guard offset < bytes.count else { return .endOfText }
      guard bytes[offset] == UInt8(ascii: "<") else { throw unexpected(wanted: "'<'") }
      if starts(with: "<!--") {
        try skip(past: "-->", from: offset + 4)
      } else if starts(with: "<?") {
        try skip(past: "?>", from: offset + 2)
      } else if starts(with: "<![CDATA[") {
        try skipCharacterData()
      } else if starts(with: "<!") {
        throw TTLVError(.malformed(found: "a document type", wanted: "an element"), offset: offset)
      } else {
        return starts(with: "</") ? .end : .start
      }
    }
  }

  /// Where `next` has seen `.start`.
  mutating func startTag() throws(TTLVError) -> StartTag {
    offset += 1
    var element = StartTag(name: try name("the name of an element"))
    while true {
      let isSeparated = skipSpace()
      if take("/") {
        element.isEmpty = true
        try expect(">")
        return element
      }
      if take(">") { return element }
      guard isSeparated else { throw unexpected(wanted: "white space, '/' or '>'") }
      try attribute(of: &element.attributes)
    }
  }

  /// Where `next` has seen `.end`.
  mutating func endTag(of element: StartTag) throws(TTLVError) {
    let start = offset
    offset += 2
    let name = try name("the name of an element")
    guard bytes[name].elementsEqual(bytes[element.name]) else {
      throw TTLVError(
        .malformed(found: "the end of \(quotedName(name))", wanted: "that of \(quotedName(element.name))"),
        offset: start)
    }
    skipSpace()
    try expect(">")
  }

  /// The name without its prefix.
  func localName(_ element: StartTag) throws(TTLVError) -> String {
    let name = bytes[element.name]
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    guard let text = local.withUnsafeBufferPointer({ $0.validText }) else {
      throw TTLVError(.badText, offset: element.name.lowerBound)
    }
    return text
  }
}

extension XMLScanner {
  private mutating func attribute(of attributes: inout Attributes) throws(TTLVError) {
    let start = offset
    let name = try name("the name of an attribute")
    skipSpace()
    try expect("=")
    skipSpace()
    let value = try attributeValue()
    let isFirst =
      switch String(decoding: bytes[name].prefix(8), as: UTF8.self) {
      case "tag": set(&attributes.tag, value)
      case "name": set(&attributes.name, value)
      case "type": set(&attributes.type, value)
      case "value": set(&attributes.value, value)
      default: true
      }
    guard isFirst else {
      throw TTLVError(.malformed(found: "a second \(quotedName(name))", wanted: "one an element"), offset: start)
    }
  }

  private func set(_ attribute: inout AttributeValue?, _ value: AttributeValue) -> Bool {
    guard attribute == nil else { return false }
    attribute = value
    return true
  }

  private mutating func attributeValue() throws(TTLVError) -> AttributeValue {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'") else {
      throw unexpected(wanted: "a quotation mark")
    }
    let mark = bytes[offset]
    let start = offset + 1
    var isPlain = true
    offset = start
    while offset < bytes.count, bytes[offset] != mark {
      let byte = bytes[offset]
      guard byte != UInt8(ascii: "<") else { throw unexpected(wanted: "a quotation mark") }
      if byte == UInt8(ascii: "&") || byte < 0x20 { isPlain = false }
      offset += 1
    }
    guard offset < bytes.count else { throw unexpected(wanted: "a quotation mark") }
    offset += 1
    return AttributeValue(range: start..<offset - 1, isPlain: isPlain)
  }

  private mutating func name(_ wanted: String) throws(TTLVError) -> Range<Int> {
    let start = offset
    guard offset < bytes.count, bytes[offset].startsXMLName else { throw unexpected(wanted: wanted) }
    while offset < bytes.count, bytes[offset].continuesXMLName { offset += 1 }
    return start..<offset
  }

  private func quotedName(_ name: Range<Int>) -> String {
    quoted(String(decoding: bytes[name].prefix(200), as: UTF8.self))
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(TTLVError) {
    guard take(character) else { throw unexpected(wanted: "'\(character)'") }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard offset < bytes.count, UInt32(bytes[offset]) == character.value else { return false }
    offset += 1
    return true
  }

  private func unexpected(wanted: String) -> TTLVError {
    .unexpected(offset < bytes.count ? bytes[offset] : nil, wanted: wanted, at: offset)
  }
}

extension XMLScanner {
  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = offset
    while offset < bytes.count, bytes[offset].isXMLSpace { offset += 1 }
    return offset > start
  }

  private func starts(with text: StaticString) -> Bool {
    guard text.utf8CodeUnitCount <= bytes.count - offset else { return false }
    for index in 0..<text.utf8CodeUnitCount where bytes[offset + index] != text.utf8Start[index] { return false }
    return true
  }

  private mutating func skip(past mark: StaticString, from start: Int) throws(TTLVError) {
    offset = start
    while offset < bytes.count {
      if starts(with: mark) {
        offset += mark.utf8CodeUnitCount
        return
      }
      offset += 1
    }
    throw unexpected(wanted: "'\(mark)'")
  }

  /// Text has no place between elements, however it is written.
  private mutating func skipCharacterData() throws(TTLVError) {
    offset += 9
    skipSpace()
    guard starts(with: "]]>") else { throw unexpected(wanted: "']]>'") }
    offset += 3
  }

  /// Reads `<?xml … encoding="…"?>`; what is not UTF-8 would be read as something else.
  private mutating func declaration() throws(TTLVError) {
    guard starts(with: "<?xml") else { return }
    let start = offset
    try skip(past: "?>", from: offset + 5)
    let text = String(decoding: bytes[start..<offset].prefix(1000), as: UTF8.self)
    guard let encoding = text.firstRange(of: "encoding").map({ text[$0.upperBound...] }) else { return }
    let name = encoding.drop { !$0.isLetter }.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
    guard ["utf-8", "us-ascii"].contains(name.lowercased()) else {
      throw TTLVError(
        .malformed(found: "the encoding \(quoted(String(name)))", wanted: "UTF-8"), offset: start)
    }
  }
}

extension UInt8 {
  fileprivate var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }

  fileprivate var startsXMLName: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  fileprivate var continuesXMLName: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"): true
    default: startsXMLName
    }
  }
}
