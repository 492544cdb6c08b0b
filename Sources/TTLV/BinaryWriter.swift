/// Writes the binary encoding from front to back; the length of a structure is filled in when that is closed.
///
/// What does not fit into the buffer is counted and not written: the count says how large the buffer has to be.
public struct BinaryWriter {
  private let buffer: UnsafeMutableRawBufferPointer
  private var offset = 0

  private init(_ buffer: UnsafeMutableRawBufferPointer) { self.buffer = buffer }

  /// A writer that only counts.
  public static var nowhere: BinaryWriter { BinaryWriter(UnsafeMutableRawBufferPointer(start: nil, count: 0)) }

  /// What `body` writes. It is called a second time if that is long, and must not let the writer out.
  public static func bytes(_ body: (inout BinaryWriter) -> Void) -> [UInt8] {
    withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 8) { stack in
      var writer = BinaryWriter(stack)
      body(&writer)
      if let start = stack.baseAddress, writer.offset <= stack.count {
        return [UInt8](UnsafeRawBufferPointer(start: start, count: writer.offset))
      }
      var bytes = [UInt8](repeating: 0, count: writer.offset)
      bytes.withUnsafeMutableBytes {
        writer = BinaryWriter($0)
        body(&writer)
      }
      precondition(writer.offset == bytes.count, "two calls wrote different messages")
      return bytes
    }
  }

  /// Begins a structure; the answer is what `close` takes.
  public mutating func open(_ tag: Tag) -> Int {
    let start = offset
    store(Self.header(tag, .structure, length: 0), at: start)
    offset += ItemHeader.size
    return start
  }

  /// Ends the structure that began at `start`.
  public mutating func close(_ start: Int) {
    store(UInt32(truncatingIfNeeded: offset - start - ItemHeader.size), at: start + 4)
  }

  public mutating func write(_ tag: Tag, _ value: Item.Value) {
    switch value {
    case .structure(let items): write(tag, items)
    case .integer(let number): write(tag, .integer, upperHalf: UInt32(bitPattern: number))
    case .enumeration(let number): write(tag, .enumeration, upperHalf: number)
    case .interval(let number): write(tag, .interval, upperHalf: number)
    case .longInteger(let number): write(tag, .longInteger, word: UInt64(bitPattern: number))
    case .dateTime(let number): write(tag, .dateTime, word: UInt64(bitPattern: number))
    case .dateTimeExtended(let number): write(tag, .dateTimeExtended, word: UInt64(bitPattern: number))
    case .boolean(let flag): write(tag, .boolean, word: flag ? 1 : 0)
    case .bigInteger(let bytes): write(tag, bigInteger: bytes)
    case .textString(var text): text.withUTF8 { write(tag, .textString, UnsafeRawBufferPointer($0)) }
    case .byteString(let bytes): bytes.withUnsafeBytes { write(tag, .byteString, $0) }
    }
  }

  /// Writes a structure of the items that `reader` has left.
  public mutating func write(_ tag: Tag, contentsOf reader: BinaryReader) {
    let start = open(tag)
    reader.withBytes { bytes in
      copy(bytes, to: offset)
      offset += bytes.count
    }
    close(start)
  }

  private mutating func write(_ tag: Tag, _ items: [Item]) {
    let start = open(tag)
    // Borrowed by index: a copy of each item would be counted.
    for index in items.indices { write(items.span[index].tag, items.span[index].value) }
    close(start)
  }

  private mutating func write(_ tag: Tag, _ type: ItemType, word: UInt64) {
    store(Self.header(tag, type, length: 8), at: offset)
    store(word, at: offset + ItemHeader.size)
    offset += 2 * ItemHeader.size
  }

  private mutating func write(_ tag: Tag, _ type: ItemType, upperHalf: UInt32) {
    store(Self.header(tag, type, length: 4), at: offset)
    store(UInt64(upperHalf) << 32, at: offset + ItemHeader.size)
    offset += 2 * ItemHeader.size
  }

  private mutating func write(_ tag: Tag, _ type: ItemType, _ bytes: UnsafeRawBufferPointer) {
    store(Self.header(tag, type, length: bytes.count), at: offset)
    offset += ItemHeader.size
    guard bytes.count > 0 else { return }
    let padded = (bytes.count + 7) & ~7
    store(UInt64(0), at: offset + padded - 8)
    copy(bytes, to: offset)
    offset += padded
  }

  private mutating func write(_ tag: Tag, bigInteger bytes: [UInt8]) {
    let extended = Item.Value.bigInteger(bytes).length
    store(Self.header(tag, .bigInteger, length: extended), at: offset)
    let sign = bytes.first.map { $0 & 0x80 == 0 } ?? true ? 0 : UInt64.max
    store(sign, at: offset + ItemHeader.size)
    bytes.withUnsafeBytes { copy($0, to: offset + ItemHeader.size + extended - bytes.count) }
    offset += ItemHeader.size + extended
  }

  private static func header(_ tag: Tag, _ type: ItemType, length: Int) -> UInt64 {
    UInt64(tag.rawValue) << 40 | UInt64(type.rawValue) << 32 | UInt64(UInt32(truncatingIfNeeded: length))
  }

  private func store(_ number: some FixedWidthInteger & BitwiseCopyable, at position: Int) {
    guard position <= buffer.count - number.bitWidth / 8 else { return }
    buffer.storeBytes(of: number.bigEndian, toByteOffset: position, as: type(of: number))
  }

  private func copy(_ bytes: UnsafeRawBufferPointer, to position: Int) {
    guard position <= buffer.count - bytes.count else { return }
    UnsafeMutableRawBufferPointer(rebasing: buffer[position..<position + bytes.count]).copyMemory(from: bytes)
  }
}

extension Item {
  /// The binary encoding (KMIP 2.1 §10.1).
  public func encoded() -> [UInt8] { BinaryWriter.bytes { $0.write(tag, value) } }
}
