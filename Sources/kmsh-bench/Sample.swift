import KMIP
import TTLV

/// A message as a client or a server would send it, the same that scripts/pykmip-codec.py has.
struct Sample: Sendable {
  let name: String
  let size: Int
  /// From the operation's type to bytes, and back; the answer is of no interest but that it is not 0.
  let encode: @Sendable () -> Int
  let decode: @Sendable () -> Int
  let encodeJSON: @Sendable () -> Int
  let decodeJSON: @Sendable () -> Int

  private init<M: Message>(
    _ name: String, message: @escaping @Sendable () -> M, open: @escaping @Sendable (M) throws -> Void
  ) {
    let vocabulary = SpecificationVocabulary()
    let bytes = message().encoded()
    let json = message().item.encodedJSON(vocabulary: vocabulary)
    @Sendable func count(_ body: () throws -> Void) -> Int { (try? body()) == nil ? 0 : 1 }
    self.name = name
    size = bytes.count
    encode = { message().encoded().count }
    decode = { count { try open(M(decoding: bytes)) } }
    encodeJSON = { message().item.encodedJSON(vocabulary: vocabulary).count }
    decodeJSON = { count { try open(M(Item(decodingJSON: json, vocabulary: vocabulary))) } }
  }

  static let all = [createRequest, getAttributesResponse, locateResponse]

  private static let createRequest: Sample = {
    var attributes = Attributes()
    attributes.cryptographicAlgorithm = .aes
    attributes.cryptographicLength = 256
    attributes.cryptographicUsageMask = [.encrypt, .decrypt]
    attributes.names = [Name(nameValue: "bench-key-0001", nameType: .uninterpretedTextString)]
    return request("Create request", Create(objectType: .symmetricKey, attributes: attributes))
  }()

  private static let id = "3f0d7c1e-6a5b-4e7e-9d41-2f6f4d8e9"

  private static let getAttributesResponse: Sample = {
    var attributes = Attributes()
    attributes.uniqueIdentifier = .text(id + "100")
    attributes.names = ["bench-key-0001", "alias-of-bench-key"].map {
      Name(nameValue: $0, nameType: .uninterpretedTextString)
    }
    attributes.objectType = .symmetricKey
    attributes.cryptographicAlgorithm = .aes
    attributes.cryptographicLength = 256
    attributes.cryptographicParameters = [
      CryptographicParameters(blockCipherMode: .cbc, paddingMethod: .pkcs5, hashingAlgorithm: .sha256)
    ]
    attributes.digests = [
      Digest(hashingAlgorithm: .sha256, digestValue: [UInt8](0..<32), keyFormatType: .raw)
    ]
    attributes.cryptographicUsageMask = [.encrypt, .decrypt]
    attributes.state = .active
    attributes.initialDate = DateTime(seconds: 1_700_000_000)
    attributes.activationDate = DateTime(seconds: 1_700_000_100)
    attributes.lastChangeDate = DateTime(seconds: 1_700_000_200)
    attributes.objectGroups = ["group-a"]
    attributes.contactInformation = "ops@example.invalid"
    attributes.applicationSpecificInformation = [
      ApplicationSpecificInformation(applicationNamespace: "ssl", applicationData: "www.example.invalid")
    ]
    let answer = GetAttributes.Response(uniqueIdentifier: .text(id + "100"), attributes: attributes)
    return response("GetAttributes response", to: GetAttributes.self, answer)
  }()

  private static let locateResponse = response(
    "Locate response, 200 ids", to: Locate.self,
    Locate.Response(uniqueIdentifier: (0..<200).map { .text("\(id)\(100 + $0)") }))

  private static func request<Request: Operation>(_ name: String, _ operation: Request) -> Sample {
    let header = RequestHeader(protocolVersion: .v2_1, batchCount: 1)
    return Sample(name) {
      RequestMessage(header: header, items: [RequestBatchItem(operation)])
    } open: { message in
      for item in message.items { _ = try Request(item.fields) }
    }
  }

  private static func response<Answered: Operation>(
    _ name: String, to: Answered.Type, _ response: Answered.Response
  ) -> Sample {
    let header = ResponseHeader(protocolVersion: .v2_1, timeStamp: DateTime(seconds: 1_700_000_000), batchCount: 1)
    return Sample(name) {
      ResponseMessage(header: header, items: [ResponseBatchItem(operation: Answered.code, response)])
    } open: { message in
      for item in message.items { _ = try item.fields.map(Answered.Response.init) }
    }
  }
}
