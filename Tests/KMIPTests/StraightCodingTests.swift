import KMIP
import TTLV
import Testing

/// Messages that go between types and bytes without a tree are those that go through one.
@Suite struct StraightCodingTests {
  @Test(arguments: Messages.requests)
  func aRequestHasTheBytesOfItsTree(message: RequestMessage) throws {
    let bytes = message.encoded()
    #expect(bytes == message.item.encoded())
    #expect(try RequestMessage(decoding: bytes) == message)
    #expect(try RequestMessage(decoding: bytes).encoded() == bytes)
  }

  @Test(arguments: Messages.responses)
  func aResponseHasTheBytesOfItsTree(message: ResponseMessage) throws {
    let bytes = message.encoded()
    #expect(bytes == message.item.encoded())
    #expect(try ResponseMessage(decoding: bytes) == message)
    #expect(try ResponseMessage(decoding: bytes).encoded() == bytes)
  }

  @Test func payloadsBecomeWhatTheyWere() throws {
    let request = try RequestMessage(decoding: Messages.create.encoded())
    #expect(try request.items.map { try Create($0.fields) } == [Messages.createPayload])
    let response = try ResponseMessage(decoding: Messages.locate.encoded())
    #expect(try Locate.Response(#require(response.items.first?.fields)).uniqueIdentifier.count == 40)
  }

  @Test(arguments: Messages.requests)
  func everyTruncationIsRefusedAsTheTreeRefusesIt(message: RequestMessage) {
    let bytes = message.encoded()
    for length in bytes.indices { check(Array(bytes.prefix(length))) }
  }

  @Test(arguments: Messages.requests)
  func everyFlippedBitReadsAsInTheTree(message: RequestMessage) {
    let bytes = message.encoded()
    for bit in 0..<bytes.count * 8 {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << (bit % 8)
      check(flipped)
    }
  }

  @Test func fieldsThatAreUnknownOrInAnotherOrderAreRead() throws {
    var item = Messages.create.item
    item.value = .structure(
      item.children.map { part in
        Item(part.tag, [Item(Tag(0x54_0001), .integer(7))] + part.children.reversed())
      })
    #expect(try RequestMessage(decoding: item.encoded()) == RequestMessage(item))
    #expect(try RequestMessage(decoding: item.encoded()).header == Messages.create.header)
  }

  @Test func aPayloadKeepsWhatItsTypeDoesNotKnow() throws {
    var message = Messages.create
    message.items[0].payload.append(Item(Tag(0x54_0001), .textString("more")))
    let read = try RequestMessage(decoding: message.encoded())
    #expect(read.items[0].payload.last == Item(Tag(0x54_0001), .textString("more")))
    #expect(try Create(read.items[0].fields) == Messages.createPayload)
    #expect(read.encoded() == message.encoded())
  }

  @Test func aFaultInAPayloadIsToldWithItsPlace() throws {
    var message = Messages.create
    message.items[0].payload = [Item(.objectType, .textString("x"))]
    let read = try RequestMessage(decoding: message.encoded())
    let error = #expect(throws: KMIPError.self) { try Create(read.items[0].fields) }
    #expect(error?.description == "found textString, wanted enumeration in ObjectType")
  }

  @Test func anOlderMessageIsReadAsItsTreeIs() throws {
    var message = Messages.create
    message.header.protocolVersion = .v2_0
    let bytes = message.encoded()
    #expect(bytes == message.item.encoded())
    #expect(try RequestMessage(decoding: bytes) == RequestMessage(Item(decoding: bytes)))
  }

  @Test func limitsHold() {
    let bytes = Messages.create.encoded()
    #expect(throws: TTLVError(.tooLarge(size: bytes.count, limit: 100), offset: 0)) {
      try RequestMessage(decoding: bytes, limits: Limits(messageSize: 100))
    }
    let few = #expect(throws: TTLVError.self) { try RequestMessage(decoding: bytes, limits: Limits(itemCount: 9)) }
    #expect(few?.problem == .tooManyItems(limit: 9))
    let flat = #expect(throws: TTLVError.self) { try RequestMessage(decoding: bytes, limits: Limits(depth: 3)) }
    #expect(flat?.problem == .tooDeep(limit: 3))
  }

  @Test func aLongMessageIsWrittenWhole() throws {
    let data = [UInt8](repeating: 0xA5, count: 100_003)
    let message = RequestMessage(
      header: Messages.create.header, items: [RequestBatchItem(Encrypt(uniqueIdentifier: "k", data: data))])
    #expect(message.encoded() == message.item.encoded())
    #expect(try Encrypt(RequestMessage(decoding: message.encoded()).items[0].fields).data == data)
  }

  private func check(_ bytes: [UInt8]) {
    let (direct, tree) = (
      outcome { try RequestMessage(decoding: bytes) }, outcome { try RequestMessage(Item(decoding: bytes)) }
    )
    #expect(direct == tree)
    guard case .message(let message) = direct, let item = message.items.first else { return }
    #expect(outcome { try Create(item.fields) } == outcome { try Create(items: item.payload) })
  }

  private enum Outcome<Message: Equatable>: Equatable {
    case message(Message)
    case refused(String)
  }

  private func outcome<Message: Equatable>(_ body: () throws -> Message) -> Outcome<Message> {
    do { return .message(try body()) } catch { return .refused("\(error)") }
  }
}
