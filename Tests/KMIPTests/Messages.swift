import KMIP

/// Messages of every shape that the codec has a way of its own for.
enum Messages {
  static let requests = [create, register]
  static let responses = [locate, attributes, failure]

  static let createPayload: Create = {
    var attributes = Attributes()
    attributes.cryptographicAlgorithm = .aes
    attributes.cryptographicLength = 256
    attributes.cryptographicUsageMask = [.encrypt, .decrypt]
    attributes.names = [Name(nameValue: "Schlüssel", nameType: .uninterpretedTextString)]
    attributes.objectGroups = ["a group with a long name"]
    return Create(objectType: .symmetricKey, attributes: attributes)
  }()

  static let create = RequestMessage(header: header, items: [RequestBatchItem(createPayload)])

  static let register: RequestMessage = {
    let block = KeyBlock(
      keyFormatType: .raw, keyValue: .plain(.bytes(Secret([1, 2, 3])), attributes: nil), cryptographicAlgorithm: .aes,
      cryptographicLength: 24)
    let request = Register(
      objectType: .symmetricKey, attributes: Attributes(), object: .symmetricKey(SymmetricKey(keyBlock: block)))
    var header = Self.header
    header.clientCorrelationValue = "c"
    header.attestationType = [.tpmQuote, .tcgIntegrityReport]
    header.batchErrorContinuationOption = .stop
    header.batchOrderOption = true
    header.timeStamp = DateTime(seconds: 1_700_000_000)
    header.batchCount = 2
    return RequestMessage(
      header: header,
      items: [
        RequestBatchItem(request, uniqueBatchItemID: [1]), RequestBatchItem(createPayload, uniqueBatchItemID: [2]),
      ])
  }()

  static let locate = response(
    ResponseBatchItem(
      operation: .locate,
      Locate.Response(locatedItems: 40, uniqueIdentifier: (0..<40).map { .text("3f0d7c1e-6a5b-4e7e-9d41-\($0)") })))

  static let attributes: ResponseMessage = {
    var attributes = createPayload.attributes
    attributes.state = .active
    attributes.initialDate = DateTime(seconds: -1)
    attributes.links = [Link(linkType: .parentLink, linkedObjectIdentifier: .text("p"))]
    return response(
      ResponseBatchItem(
        operation: .getAttributes, GetAttributes.Response(uniqueIdentifier: .integer(7), attributes: attributes)))
  }()

  static let failure = response(
    ResponseBatchItem(
      operation: nil, resultStatus: .operationFailed, resultReason: .itemNotFound, resultMessage: "no such object"))

  private static let header = RequestHeader(protocolVersion: .v2_1, batchCount: 1)

  private static func response(_ item: ResponseBatchItem) -> ResponseMessage {
    ResponseMessage(
      header: ResponseHeader(protocolVersion: .v2_1, timeStamp: DateTime(seconds: 1_700_000_000), batchCount: 1),
      items: [item])
  }
}
