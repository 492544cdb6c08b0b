import KMIP
import TTLV

/// A message as a client or a server would send it.
struct Sample: Sendable {
  let name: String
  let encode: @Sendable () -> Int
  let decode: @Sendable () -> Int
  let size: Int

  private init<Message: Structure>(
    _ name: String, _ message: Message, item: @escaping @Sendable (Message) -> Item,
    read: @escaping @Sendable (Item) throws -> Message
  ) {
    let bytes = item(message).encoded()
    self.name = name
    size = bytes.count
    encode = { item(message).encoded().count }
    decode = { (try? Item(decoding: bytes)).flatMap { try? read($0) }.map { _ in 1 } ?? 0 }
  }

  static let all = [createRequest, getAttributesResponse, locateResponse]

  private static let createRequest: Sample = {
    var attributes = Attributes()
    attributes.cryptographicAlgorithm = .aes
    attributes.cryptographicLength = 256
    attributes.cryptographicUsageMask = [.encrypt, .decrypt]
    attributes.names = [Name(nameValue: "benchmark-key", nameType: .uninterpretedTextString)]
    attributes.objectGroups = ["benchmarks"]
    let create = Create(objectType: .symmetricKey, attributes: attributes)
    return request("Create request", create)
  }()

  private static let getAttributesResponse: Sample = {
    var attributes = Attributes()
    attributes.objectType = .symmetricKey
    attributes.cryptographicAlgorithm = .aes
    attributes.cryptographicLength = 256
    attributes.cryptographicUsageMask = [.encrypt, .decrypt]
    attributes.state = .active
    attributes.initialDate = DateTime(seconds: 1_700_000_000)
    attributes.activationDate = DateTime(seconds: 1_700_000_000)
    attributes.lastChangeDate = DateTime(seconds: 1_700_000_100)
    attributes.names = (0..<6).map { Name(nameValue: "benchmark-key-\($0)", nameType: .uninterpretedTextString) }
    attributes.links = [.publicKeyLink, .replacementObjectLink, .parentLink].map {
      Link(linkType: $0, linkedObjectIdentifier: .text("3f0d7c1e-6a5b-4e7e-9d41-2f6f4d8e9a10"))
    }
    attributes.digests = [
      Digest(hashingAlgorithm: .sha256, digestValue: [UInt8](repeating: 7, count: 32), keyFormatType: .raw)
    ]
    let answer = GetAttributes.Response(
      uniqueIdentifier: "3f0d7c1e-6a5b-4e7e-9d41-2f6f4d8e9a10", attributes: attributes)
    return response("GetAttributes response", .getAttributes, answer.items)
  }()

  private static let locateResponse: Sample = {
    let ids = (0..<200).map { UniqueIdentifier.text("3f0d7c1e-6a5b-4e7e-9d41-2f6f4d8e9\(100 + $0)") }
    let answer = Locate.Response(locatedItems: 200, uniqueIdentifier: ids)
    return response("Locate response, 200 ids", .locate, answer.items)
  }()

  private static func request(_ name: String, _ operation: some Operation) -> Sample {
    let message = RequestMessage(
      header: RequestHeader(protocolVersion: .v2_1, batchCount: 1), items: [RequestBatchItem(operation)])
    return Sample(name, message, item: { $0.item }, read: RequestMessage.init)
  }

  private static func response(_ name: String, _ operation: OperationCode, _ payload: [Item]) -> Sample {
    let message = ResponseMessage(
      header: ResponseHeader(protocolVersion: .v2_1, timeStamp: DateTime(seconds: 1_700_000_000), batchCount: 1),
      items: [ResponseBatchItem(operation: operation, resultStatus: .success, payload: payload)])
    return Sample(name, message, item: { $0.item }, read: ResponseMessage.init)
  }
}
