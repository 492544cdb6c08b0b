import KMIP
import TTLV
import Testing

@Suite struct StructureTests {
  private func roundTrip<Value: Structure>(_ value: Value) throws -> Value {
    let item = try Item(decoding: Item(.requestPayload, value.itemValue).encoded())
    return try Value(item.value)
  }

  @Test func requestsComeBackFromTheirBytes() throws {
    var attributes = Attributes()
    attributes.cryptographicAlgorithm = .aes
    attributes.cryptographicLength = 256
    attributes.cryptographicUsageMask = [.encrypt, .decrypt]
    attributes.names = [Name(nameValue: "a", nameType: .uninterpretedTextString)]
    attributes.setLink(.parentLink, "p")
    let create = Create(objectType: .symmetricKey, attributes: attributes)
    #expect(try roundTrip(create) == create)
    let message = RequestMessage(
      header: RequestHeader(protocolVersion: .v2_1, batchCount: 1), items: [RequestBatchItem(create)])
    #expect(try RequestMessage(try Item(decoding: message.item.encoded())) == message)
  }

  @Test func fieldsInAnotherOrderAreRead() throws {
    let create = Create(objectType: .symmetricKey, attributes: Attributes())
    #expect(try Create(items: create.items.reversed()) == create)
  }

  @Test func aMissingFieldIsNamedWithItsPlace() {
    let error = #expect(throws: KMIPError.self) { try RequestMessage(Item(.requestMessage, .structure([]))) }
    #expect(error?.description == "RequestHeader is missing in RequestMessage")
  }

  @Test func aWrongTypeIsNamedWithItsPlace() {
    let items = [Item(.objectType, .textString("x")), Item(.attributes, .structure([]))]
    let error = #expect(throws: KMIPError.self) { try Create(items: items) }
    #expect(error?.description == "found textString, wanted enumeration in ObjectType")
  }

  @Test func intervalsMayComeAsLongIntegers() throws {
    #expect(try Interval(.longInteger(3600)).seconds == 3600)
    #expect(throws: KMIPError.self) { try Interval(.longInteger(-1)) }
  }

  @Test func settingAnAttributeReplacesEveryInstance() {
    var attributes = Attributes([
      Item(.name, .textString("x")), Item(.state, .enumeration(1)), Item(.name, .textString("y")),
    ])
    attributes.set(Item(.name, .textString("z")))
    #expect(attributes.items == [Item(.name, .textString("z")), Item(.state, .enumeration(1))])
  }

  @Test func aKeyBlockKeepsItsMaterial() throws {
    let block = KeyBlock(
      keyFormatType: .raw, keyValue: .plain(.bytes(Secret([1, 2, 3])), attributes: nil), cryptographicAlgorithm: .aes,
      cryptographicLength: 24)
    let object = ManagedObject.symmetricKey(SymmetricKey(keyBlock: block))
    #expect(try ManagedObject(try Item(decoding: object.item.encoded())) == object)
  }

  @Test func numbersKeepTheirMagnitude() {
    #expect(BigInteger(magnitude: [0x80]).bytes == [0, 0, 0, 0, 0, 0, 0, 0x80])
    #expect(BigInteger(magnitude: [0x80]).magnitude == [0x80])
  }

  @Test func secretsDoNotPrint() {
    let secret = Secret([UInt8]("hunter2".utf8))
    #expect("\(secret)" == "‹secret, 7 bytes›")
    #expect(!String(reflecting: KeyMaterial.bytes(secret)).contains("hunter2"))
    var text = ""
    dump(KeyMaterial.bytes(secret), to: &text)
    #expect(!text.contains("104"))
    #expect(secret == Secret([UInt8]("hunter2".utf8)))
    #expect(secret != Secret([UInt8]("hunter3".utf8)))
  }

  @Test func everyOperationHasACodeOfItsOwn() {
    let codes = operationTypes.map { $0.code }
    #expect(Set(codes).count == codes.count)
    #expect(codes.count == 59)
  }
}
