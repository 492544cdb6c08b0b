extension ZipArchive {
  init(_ bytes: [UInt8]) throws(ZipError) {
    guard bytes.count <= Self.sizeLimit + Self.countLimit * 1024 else { throw .tooLarge }
    var offset = 0
    while let header = Self.number(bytes, offset, 4), header == 0x0403_4B50 {
      offset = try readFile(bytes, at: offset)
    }
    // Whatever the headers and the directory say beside the files is wrong if we would not say it.
    let packed = self.packed
    if packed == bytes { return }
    let place = zip(packed, bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    throw .damaged(offset: place ?? min(packed.count, bytes.count), "it is not packed as kmsh packs a bundle")
  }

  /// - Returns: Where the file ends.
  private mutating func readFile(_ bytes: [UInt8], at offset: Int) throws(ZipError) -> Int {
    guard let crc = Self.number(bytes, offset + 14, 4), let size = Self.number(bytes, offset + 18, 4),
      let nameSize = Self.number(bytes, offset + 26, 2)
    else { throw .damaged(offset: offset, "a file's header ends early") }
    let nameStart = offset + 30
    let start = nameStart + nameSize
    let end = start + size
    guard end <= bytes.count else { throw .damaged(offset: offset, "a file ends early") }
    guard let name = String(validating: bytes[nameStart..<start], as: UTF8.self) else {
      throw .damaged(offset: nameStart, "a file's name is no text")
    }
    let content = Array(bytes[start..<end])
    try add(name, content)
    guard CRC32.of(content) == crc else { throw .damaged(offset: start, "\(name) does not have its checksum") }
    return end
  }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ size: Int) -> Int? {
    guard offset + size <= bytes.count else { return nil }
    return bytes[offset..<offset + size].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
