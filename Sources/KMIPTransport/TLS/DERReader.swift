/// Walks over values in DER (X.690), each of which lies whole inside the bytes.
struct DERReader {
  enum Tag: UInt8 {
    case integer = 0x02, objectIdentifier = 0x06, sequence = 0x30, set = 0x31, contextZero = 0xA0
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  /// The content of the next value if it is of that tag; else nothing is passed over.
  mutating func next(_ tag: Tag) -> ArraySlice<UInt8>? {
    guard rest.first == tag.rawValue else { return nil }
    return next()?.content
  }

  mutating func nested(_ tag: Tag) -> DERReader? { next(tag).map(DERReader.init) }

  mutating func next() -> (tag: UInt8, content: ArraySlice<UInt8>)? {
    var bytes = rest
    guard let tag = bytes.popFirst(), let length = Self.length(&bytes), length <= bytes.count else { return nil }
    rest = bytes.dropFirst(length)
    return (tag, bytes.prefix(length))
  }

  private static func length(_ bytes: inout ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.popFirst() else { return nil }
    guard first >= 0x80 else { return Int(first) }
    let count = Int(first & 0x7F)
    guard (1...4).contains(count), count <= bytes.count else { return nil }
    var length = 0
    for _ in 0..<count { length = length << 8 | Int(bytes.removeFirst()) }
    return length
  }
}
