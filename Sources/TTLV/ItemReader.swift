/// Reads items that stand one after another, as in a captured stream or in a file of test cases.
public struct ItemReader {
  public let form: ItemForm
  private var stream: any ItemStream

  /// Finds the form out if none is given. In hexadecimal text the offsets of errors are those of the bytes it stands
  /// for, once all of it is hexadecimal.
  public init(
    _ bytes: [UInt8], form: ItemForm? = nil, vocabulary: any Vocabulary, limits: Limits = .standard
  ) throws(TTLVError) {
    let form = form ?? ItemForm(detecting: bytes)
    self.form = form
    stream =
      switch form {
      case .binary: BinaryItemStream(bytes: bytes, limits: limits)
      case .hexadecimal: BinaryItemStream(bytes: try TTLV.bytes(ofHexadecimal: bytes), limits: limits)
      case .json: JSONItemStream(bytes, vocabulary: vocabulary, limits: limits)
      case .xml: XMLItemStream(scanner: try XMLScanner(bytes), vocabulary: vocabulary, limits: limits)
      }
  }

  /// The next item, or nil after the last one.
  public mutating func next() throws(TTLVError) -> Item? { try stream.next() }
}

protocol ItemStream {
  mutating func next() throws(TTLVError) -> Item?
}
