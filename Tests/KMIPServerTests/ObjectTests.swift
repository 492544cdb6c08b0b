import KMIP
import KeyStore
import Testing

@testable import KMIPServer

@Suite struct ObjectTests {
  @Test(arguments: MessageEncoding.allCases)
  func aCreatedKeyIsDescribed(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let id = try await fixture.makeKey(active: false)
    let attributes = try await fixture.attributes(id)
    #expect(attributes.state == .preActive)
    #expect(attributes.uniqueIdentifier == id)
    #expect(attributes.objectType == .symmetricKey)
    #expect(attributes.keyFormatType == .raw)
    #expect(attributes.initialDate == fixture.now)
    #expect(attributes.originalCreationDate == fixture.now)
    #expect(attributes.digests.first?.digestValue?.count == 32)
    #expect(attributes.fresh == true && attributes.sensitive == false && attributes.extractable == true)
    #expect(attributes.leaseTime == Interval(seconds: 3600))
    let key = try await fixture.perform(Get(uniqueIdentifier: id))
    #expect(key.object.keyBlock?.cryptographicLength == 256)
    #expect(try await fixture.attributes(id).fresh == false)
  }

  @Test(arguments: MessageEncoding.allCases)
  func aPairIsLinked(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let pair = try await fixture.makePair { $0.uniqueIdentifier = "host" }
    #expect(pair.privateKeyUniqueIdentifier == "host")
    #expect(pair.publicKeyUniqueIdentifier == "host_pk")
    #expect(try await fixture.attributes("host").link(.publicKeyLink) == "host_pk")
    #expect(try await fixture.attributes("host_pk").link(.privateKeyLink) == "host")
    #expect(
      try await fixture.perform(Get(uniqueIdentifier: "host")).object.keyBlock?.keyFormatType
        == .transparentECPrivateKey)
    let pkcs8 = try await fixture.perform(Get(uniqueIdentifier: "host", keyFormatType: .pkcs8))
    #expect(pkcs8.object.keyBlock?.keyFormatType == .pkcs8)
  }

  @Test func aPGPKeyIsKeptAsItIs() async throws {
    let fixture = try Fixture()
    let block = KeyBlock(
      keyFormatType: .raw, keyValue: .plain(.bytes(Secret([0x99, 1, 2])), attributes: nil),
      cryptographicAlgorithm: .rsa, cryptographicLength: 2048)
    let key = PGPKey(pgpKeyVersion: 4, keyBlock: block)
    let id = try await fixture.perform(
      Register(objectType: .pgpKey, attributes: Attributes(), object: .pgpKey(key))
    ).uniqueIdentifier
    #expect(try await fixture.perform(Get(uniqueIdentifier: id)).object == .pgpKey(key))
    #expect(try await fixture.perform(Query(queryFunction: [.queryObjects])).objectType.contains(.pgpKey))
  }

  @Test func anIdentifierIsTakenOnce() async throws {
    let fixture = try Fixture()
    _ = try await fixture.makeKey { $0.uniqueIdentifier = "mine" }
    let again = Create(objectType: .symmetricKey, attributes: .aes { $0.uniqueIdentifier = "mine" })
    #expect(try await fixture.refusal(again) == .objectAlreadyExists)
  }

  @Test(arguments: [
    (Attributes.aes { $0.cryptographicLength = 0 }, ResultReason.invalidAttributeValue),
    (.aes { $0.cryptographicLength = -8 }, .invalidAttributeValue),
    (.with { $0.cryptographicLength = 128 }, .invalidAttribute),
    (.aes { ($0.cryptographicLength, $0.quantumSafe) = (128, true) }, .generalFailure),
    (.aes { $0.setValue(.data, [1, 2] as [UInt8]) }, .invalidAttribute),
  ])
  func aSenselessKeyIsNotCreated(attributes: Attributes, reason: ResultReason) async throws {
    #expect(try await Fixture().refusal(Create(objectType: .symmetricKey, attributes: attributes)) == reason)
  }

  @Test(arguments: MessageEncoding.allCases)
  func whatIsRegisteredComesBackAsItWas(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let id = try await fixture.perform(Register(objectType: .symmetricKey, attributes: Attributes(), object: key))
      .uniqueIdentifier
    #expect(try await fixture.perform(Get(uniqueIdentifier: id)).object == key)
    let attributes = try await fixture.attributes(id)
    #expect(attributes.cryptographicLength == 128 && attributes.keyFormatType == .transparentSymmetricKey)
    #expect(attributes.originalCreationDate == nil)
    #expect(
      try await fixture.refusal(Register(objectType: .secretData, attributes: nil, object: key)) == .invalidObjectType)
  }

  @Test func importReplacesWhenItIsAskedTo() async throws {
    let fixture = try Fixture()
    let request = Import(uniqueIdentifier: "k", objectType: .symmetricKey, attributes: Attributes(), object: key)
    try await fixture.perform(request)
    #expect(try await fixture.refusal(request) == .objectAlreadyExists)
    var again = request
    again.replaceExisting = true
    try await fixture.perform(again)
    #expect(try await fixture.refusal(again, as: "bob") == .objectAlreadyExists)
    let export = try await fixture.perform(Export(uniqueIdentifier: "k"))
    #expect(export.object == key && export.attributes?.state == .preActive)
  }

  @Test func secretsStayWhereTheyAre() async throws {
    let fixture = try Fixture()
    let sensitive = try await fixture.makeKey { $0.sensitive = true }
    let fixed = try await fixture.makeKey { $0.extractable = false }
    #expect(try await fixture.refusal(Get(uniqueIdentifier: sensitive)) == .sensitive)
    #expect(try await fixture.refusal(Get(uniqueIdentifier: fixed)) == .notExtractable)
    let kek = try await fixture.makeKey([.wrapKey, .unwrapKey])
    let specification = KeyWrappingSpecification(
      wrappingMethod: .encrypt, encryptionKeyInformation: EncryptionKeyInformation(uniqueIdentifier: kek),
      encodingOption: .noEncoding)
    let wrapped = try await fixture.perform(Get(uniqueIdentifier: sensitive, keyWrappingSpecification: specification))
    #expect(wrapped.object.keyBlock?.keyWrappingData != nil)
    let back = Import(
      uniqueIdentifier: "back", objectType: .symmetricKey, keyWrapType: .notWrapped, attributes: .aes(),
      object: wrapped.object)
    try await fixture.perform(back)
    let digest = try await fixture.attributes(sensitive).digests.first?.digestValue
    #expect(try await fixture.attributes("back").digests.first?.digestValue == digest)
  }

  @Test func nobodySeesWhatIsAnothers() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey()
    #expect(try await fixture.refusal(Get(uniqueIdentifier: id), as: "bob") == .objectNotFound)
    #expect(try await fixture.refusal(Get(uniqueIdentifier: "nothing"), as: "bob") == .objectNotFound)
    #expect(try await fixture.refusal(Encrypt(uniqueIdentifier: id, data: [1]), as: "bob") == .itemNotFound)
    #expect(try await fixture.refusal(Destroy(uniqueIdentifier: id), as: "bob") == .itemNotFound)
    #expect(try await fixture.perform(Locate(), as: "bob").uniqueIdentifier.isEmpty)
  }

  private var key: ManagedObject {
    let material = TransparentMaterial(TransparentSymmetricKey(key: Array(0..<16)))
    return .symmetricKey(
      SymmetricKey(
        keyBlock: KeyBlock(
          keyFormatType: .transparentSymmetricKey, keyValue: .plain(.transparent(material), attributes: nil),
          cryptographicAlgorithm: .aes, cryptographicLength: 128)))
  }
}
