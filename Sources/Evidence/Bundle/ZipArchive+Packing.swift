// The numbers are those of PKWARE's APPNOTE.TXT, 4.3 and 4.4.

extension ZipArchive {
  var packed: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(files.reduce(1024) { $0 + $1.bytes.count + 512 })
    var directory: [UInt8] = []
    for file in files {
      let offset = bytes.count
      let facts = Self.facts(file)
      bytes.append(UInt32(0x0403_4B50))
      bytes.append(contentsOf: facts)
      bytes.append(contentsOf: file.name.utf8)
      bytes.append(contentsOf: file.bytes)
      directory.append(UInt32(0x0201_4B50))
      // Made on Unix, by version 2.0 of the format.
      directory.append(UInt16(0x0314))
      directory.append(contentsOf: facts)
      // No comment, disk 0, no internal attributes; a plain file, 0644.
      directory.append(UInt16(0))
      directory.append(UInt16(0))
      directory.append(UInt16(0))
      directory.append(UInt32(0o100644) << 16)
      directory.append(UInt32(truncatingIfNeeded: offset))
      directory.append(contentsOf: file.name.utf8)
    }
    let start = bytes.count
    bytes.append(contentsOf: directory)
    bytes.append(contentsOf: Self.ending(count: files.count, size: directory.count, start: start))
    return bytes
  }

  /// What a file's header and its line in the directory have in common.
  private static func facts(_ file: File) -> [UInt8] {
    var facts: [UInt8] = []
    // Needs version 2.0; names are UTF-8; stored; midnight of 1980-01-01, as an archive of equal files is to be equal.
    facts.append(UInt16(20))
    facts.append(UInt16(0x0800))
    facts.append(UInt16(0))
    facts.append(UInt16(0))
    facts.append(UInt16(0x0021))
    facts.append(CRC32.of(file.bytes))
    facts.append(UInt32(truncatingIfNeeded: file.bytes.count))
    facts.append(UInt32(truncatingIfNeeded: file.bytes.count))
    facts.append(UInt16(truncatingIfNeeded: file.name.utf8.count))
    facts.append(UInt16(0))
    return facts
  }

  private static func ending(count: Int, size: Int, start: Int) -> [UInt8] {
    var ending: [UInt8] = []
    ending.append(UInt32(0x0605_4B50))
    ending.append(UInt16(0))
    ending.append(UInt16(0))
    ending.append(UInt16(truncatingIfNeeded: count))
    ending.append(UInt16(truncatingIfNeeded: count))
    ending.append(UInt32(truncatingIfNeeded: size))
    ending.append(UInt32(truncatingIfNeeded: start))
    ending.append(UInt16(0))
    return ending
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ number: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: number >> shift)) }
  }
}
