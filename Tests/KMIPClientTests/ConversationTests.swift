import KMIP
import KMIPServer
import KeyStore
import TTLV
import Testing

@testable import KMIPClient

/// The client and the embedded KMS, each in the words of every version.
@Suite struct ConversationTests {
  private struct Direct: Transport {
    let kms: EmbeddedKMS
    let encoding: WireEncoding
    let address = "direct"

    func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
      await kms.respond(to: request, encoding: encoding == .binary ? .binary : .json, as: Identity(name: "alice"))
    }

    func close() async {}
  }

  private static let now = DateTime(seconds: 1_800_000_000)

  private func client(_ version: ProtocolVersion, _ encoding: WireEncoding = .binary) throws -> Client {
    let kms = EmbeddedKMS(
      store: try ObjectStore.inMemory(), clock: { Self.now.seconds * 1_000_000 },
      description: ServerDescription(vendorIdentification: "kmsh", serverName: "embedded", serverVersion: "1"))
    var profile = ServerProfile.embedded
    profile.pinnedVersion = version
    return Client(transport: Direct(kms: kms, encoding: encoding), profile: profile)
  }

  private var aes: Attributes {
    var attributes = Attributes()
    attributes.cryptographicAlgorithm = .aes
    attributes.cryptographicLength = 256
    attributes.cryptographicUsageMask = [.encrypt, .decrypt]
    attributes.activationDate = Self.now
    attributes.names = [Name(nameValue: "n", nameType: .uninterpretedTextString)]
    attributes.vendorAttributes = [
      VendorAttribute(vendorIdentification: "kmsh", attributeName: "x-ticket", attributeValue: .textString("t"))
    ]
    return attributes
  }

  @Test(arguments: ProtocolVersion.spoken)
  func aKeyLivesAndDies(version: ProtocolVersion) async throws {
    let client = try client(version)
    let id = try await client.perform(Create(objectType: .symmetricKey, attributes: aes)).uniqueIdentifier
    let shown = try await client.perform(GetAttributes(uniqueIdentifier: id)).attributes
    #expect(shown.state == .active && shown.names == aes.names && shown.cryptographicUsageMask == [.encrypt, .decrypt])
    #expect(shown.vendor("kmsh", "x-ticket") == .textString("t"))
    let list = try await client.perform(GetAttributeList(uniqueIdentifier: id)).attributeReference
    #expect(list.contains(.tag(.state)) && list.contains(.vendor(identification: "kmsh", name: "x-ticket")))
    #expect(try await client.perform(Locate(aes)).uniqueIdentifier == [id])
    try await revokeAndDestroy(id, client)
    await #expect(throws: OperationFailure.self) { try await client.perform(Get(uniqueIdentifier: id)) }
  }

  private func revokeAndDestroy(_ id: UniqueIdentifier, _ client: Client) async throws {
    let reason = RevocationReason(revocationReasonCode: .cessationOfOperation)
    _ = try await client.perform(Revoke(uniqueIdentifier: id, revocationReason: reason))
    let shown = try await client.perform(GetAttributes(uniqueIdentifier: id)).attributes
    #expect(shown.state == .deactivated)
    _ = try await client.perform(Destroy(uniqueIdentifier: id))
  }

  @Test(arguments: ProtocolVersion.spoken, [WireEncoding.binary, .json])
  func attributesAreSetAndDeleted(version: ProtocolVersion, encoding: WireEncoding) async throws {
    let client = try client(version, encoding)
    let id = try await client.perform(Create(objectType: .symmetricKey, attributes: aes)).uniqueIdentifier
    for text in ["one", "two"] {
      let attribute = Attribute(.contactInformation, text)
      _ = try await client.perform(SetAttribute(uniqueIdentifier: id, newAttribute: attribute))
      let shown = try await client.perform(GetAttributes(uniqueIdentifier: id)).attributes
      #expect(shown.contactInformation == text)
    }
    let reference = AttributeReference.tag(.contactInformation)
    _ = try await client.perform(DeleteAttribute(uniqueIdentifier: id, attributeReference: reference))
    #expect(try await client.perform(GetAttributes(uniqueIdentifier: id)).attributes.contactInformation == nil)
  }

  @Test(arguments: ProtocolVersion.spoken)
  func dataIsEncryptedWhereTheVersionCanBeAsked(version: ProtocolVersion) async throws {
    let client = try client(version)
    let id = try await client.perform(Create(objectType: .symmetricKey, attributes: aes)).uniqueIdentifier
    let gcm = CryptographicParameters(blockCipherMode: .gcm)
    let request = Encrypt(uniqueIdentifier: id, cryptographicParameters: gcm, data: [1, 2, 3])
    guard version >= ProtocolVersion(1, 2) else {
      await #expect(throws: ClientError.self) { try await client.perform(request) }
      return
    }
    // Before 1.4 an answer has no place for the tag, and without that nothing could be opened again.
    guard version >= .v1_4 else {
      await #expect(throws: OperationFailure.self) { try await client.perform(request) }
      return
    }
    let sealed = try await client.perform(request)
    let opened = try await client.perform(
      Decrypt(
        uniqueIdentifier: id, cryptographicParameters: gcm, data: sealed.data, ivCounterNonce: sealed.ivCounterNonce,
        authenticatedEncryptionTag: sealed.authenticatedEncryptionTag))
    #expect(opened.data == [1, 2, 3])
  }

  @Test(arguments: ProtocolVersion.spoken)
  func anObjectThatIsRegisteredComesBack(version: ProtocolVersion) async throws {
    let client = try client(version)
    var attributes = Attributes()
    attributes.names = aes.names
    let block = KeyBlock(
      keyFormatType: .raw, keyValue: .plain(.bytes(Secret([UInt8](1...16))), attributes: nil),
      cryptographicAlgorithm: .aes, cryptographicLength: 128)
    let object = ManagedObject.symmetricKey(SymmetricKey(keyBlock: block))
    let register = Register(objectType: .symmetricKey, attributes: attributes, object: object)
    let id = try await client.perform(register).uniqueIdentifier
    #expect(try await client.perform(Get(uniqueIdentifier: id)).object == object)
  }
}
