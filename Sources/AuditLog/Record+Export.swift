extension Record {
  /// Reads a line of an export as `exportLine` writes it; that the hash fits is another question: `isSealed`.
  public init?(exportLine line: String) {
    let head = Array("{\"hash\":\"".utf8)
    let middle = Array("\",\"record\":".utf8)
    let bytes = Array(line.utf8)
    let recordStart = head.count + 64 + middle.count
    guard bytes.count > recordStart, bytes.starts(with: head), bytes.last == UInt8(ascii: "}") else { return nil }
    guard bytes[(head.count + 64)..<recordStart].elementsEqual(middle) else { return nil }
    let digits = String(decoding: bytes[head.count..<(head.count + 64)], as: UTF8.self)
    let canonical = String(decoding: bytes[recordStart...].dropLast(), as: UTF8.self)
    guard let hash = HashValue(hex: digits) else { return nil }
    self.init(canonical: canonical, hash: hash)
    guard exportLine.utf8.elementsEqual(bytes) else { return nil }
  }

  /// Whether the hash is that of the record beside it.
  public var isSealed: Bool { hash == .leaf(canonical.utf8) }
}
