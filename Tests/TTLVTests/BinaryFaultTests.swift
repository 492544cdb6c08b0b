import TTLV
import Testing

@Suite struct BinaryFaultTests {
  /// A structure around one item that is wrong.
  private static let rows: [(bytes: String, problem: TTLVError.Problem, offset: Int)] = [
    ("42 00 20 00 00 00 00 00", .unknownType(0), 11),
    ("42 00 20 0C 00 00 00 00", .unknownType(12), 11),
    ("42 00 20 02 00 00 00 03 00 00 00 00 00 00 00 00", .badLength(type: .integer, length: 3), 12),
    ("42 00 20 02 00 00 00 08 00 00 00 00 00 00 00 00", .badLength(type: .integer, length: 8), 12),
    ("42 00 20 03 00 00 00 04 00 00 00 00 00 00 00 00", .badLength(type: .longInteger, length: 4), 12),
    ("42 00 20 04 00 00 00 05 00 00 00 00 00 00 00 00", .badLength(type: .bigInteger, length: 5), 12),
    ("42 00 20 04 00 00 00 00", .badLength(type: .bigInteger, length: 0), 12),
    ("42 00 20 05 00 00 00 00", .badLength(type: .enumeration, length: 0), 12),
    ("42 00 20 06 00 00 00 01 01 00 00 00 00 00 00 00", .badLength(type: .boolean, length: 1), 12),
    ("42 00 20 09 00 00 00 04 00 00 00 00 00 00 00 00", .badLength(type: .dateTime, length: 4), 12),
    ("42 00 20 0A 00 00 00 08 00 00 00 00 00 00 00 00", .badLength(type: .interval, length: 8), 12),
    ("42 00 20 01 00 00 00 04 00 00 00 00 00 00 00 00", .badLength(type: .structure, length: 4), 12),
    ("42 00 20 06 00 00 00 08 00 00 00 00 00 00 00 02", .badBoolean, 16),
    ("42 00 20 06 00 00 00 08 01 00 00 00 00 00 00 01", .badBoolean, 16),
    ("42 00 20 02 00 00 00 04 00 00 00 01 00 00 00 AA", .badPadding, 20),
    ("42 00 20 07 00 00 00 01 41 00 01 00 00 00 00 00", .badPadding, 17),
    ("42 00 20 08 00 00 00 07 41 00 01 00 00 00 00 80", .badPadding, 23),
    ("42 00 20 07 00 00 00 02 C3 28 00 00 00 00 00 00", .badText, 16),
    ("42 00 20 08 00 00 00 09 00 00 00 00 00 00 00 00", .endsEarly(needed: 16, available: 8), 16),
    ("42 00 20 08 FF FF FF FF 00 00 00 00 00 00 00 00", .endsEarly(needed: 0x1_0000_0000, available: 8), 16),
    ("42 00 20 01 00 00 00 10 00 00 00 00 00 00 00 00", .endsEarly(needed: 16, available: 8), 16),
  ]

  @Test(arguments: rows.indices)
  func aFaultNamesItsByteAndItsTags(row: Int) {
    let (bytes, problem, offset) = Self.rows[row]
    let inner = hex(bytes)
    let message = hex("42 00 78 01 00 00 00") + [UInt8(inner.count)] + inner
    #expect(throws: TTLVError(problem, offset: offset, path: [Tag(0x420078), Tag(0x420020)])) {
      try Item(decoding: message)
    }
  }

  @Test func bytesAfterTheMessageAreRefused() {
    let message = Sample.discover.encoded()
    #expect(throws: TTLVError(.trailingBytes(count: 1), offset: message.count)) {
      try Item(decoding: message + [0])
    }
  }

  @Test(arguments: [Sample.discover, Sample.everyType])
  func everyTruncationThrows(item: Item) {
    let message = item.encoded()
    for length in message.indices {
      let error = problem { try Item(decoding: Array(message.prefix(length))) }
      if case .endsEarly = error?.problem { continue }
      Issue.record("the first \(length) bytes: \(error.map { "\($0)" } ?? "decoded")")
    }
  }

  // The binary encoding is canonical: what decodes at all encodes to the same bytes.
  @Test(arguments: [Sample.discover, Sample.everyType])
  func aFlippedBitThrowsOrDecodesToWhatItSays(item: Item) {
    #expect(bitsThatDecodeToSomethingElse(item.encoded()) == [])
  }

  @Test func depthIsBounded() throws {
    let limits = Limits(depth: 3)
    #expect(throws: Never.self) { try Item(decoding: nested(3), limits: limits) }
    let error = problem { try Item(decoding: nested(4), limits: limits) }
    #expect(error == TTLVError(.tooDeep(limit: 3), offset: 32, path: Array(repeating: Tag(0x420008), count: 4)))
    #expect(problem { try Item(decoding: nested(20_000)) }?.problem == .tooDeep(limit: 64))
  }

  @Test func itemsAreCounted() {
    let empty = Item(Tag(2), [])
    let message = Item(Tag(1), [Item(Tag(1), [empty, empty]), Item(Tag(1), [empty])]).encoded()
    #expect(throws: Never.self) { try Item(decoding: message, limits: Limits(itemCount: 6)) }
    #expect(problem { try Item(decoding: message, limits: Limits(itemCount: 5)) }?.problem == .tooManyItems(limit: 5))
  }

  @Test func sizeIsBounded() {
    let message = Sample.discover.encoded()
    #expect(throws: TTLVError(.tooLarge(size: 104, limit: 103), offset: 0)) {
      try Item(decoding: message, limits: Limits(messageSize: 103))
    }
  }

  private func nested(_ depth: Int) -> [UInt8] {
    var message: [UInt8] = []
    for level in 1...depth {
      let length = UInt32(8 * (depth - level))
      message += [0x42, 0x00, 0x08, 0x01]
      message += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
    }
    return message
  }
}
