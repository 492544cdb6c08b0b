import KMIP
import TTLV
import Testing

@testable import KMIPServer

/// Nobody sees what is not theirs: an object of another's is answered as one that is not there.
@Suite struct StrangerTests {
  typealias Row = (code: OperationCode, request: @Sendable (UniqueIdentifier) -> RequestBatchItem)

  private static func row<Request: KMIP.Operation>(
    _ request: @escaping @Sendable (UniqueIdentifier) -> Request
  ) -> Row { (Request.code, { RequestBatchItem(request($0)) }) }

  private static let name = Attribute(Item(.comment, .textString("x")))
  private static let parts = CryptographicParameters(hashingAlgorithm: .sha256)
  private static func linked(_ id: UniqueIdentifier) -> Attributes {
    .with {
      $0.setLink(.privateKeyLink, id.description)
      $0.cryptographicAlgorithm = .aes
      $0.cryptographicLength = 128
    }
  }
  private static func wrapping(_ id: UniqueIdentifier) -> KeyWrappingSpecification {
    KeyWrappingSpecification(
      wrappingMethod: .encrypt, encryptionKeyInformation: EncryptionKeyInformation(uniqueIdentifier: id))
  }

  /// Every operation that names an object, in each role that an object has in it.
  static let rows: [Row] = [
    row { ReKey(uniqueIdentifier: $0) },
    row { ReKeyKeyPair(privateKeyUniqueIdentifier: $0) },
    row { Certify(uniqueIdentifier: $0) },
    row { ReCertify(uniqueIdentifier: $0) },
    row { Check(uniqueIdentifier: $0) },
    row { Get(uniqueIdentifier: $0) },
    row { Get(uniqueIdentifier: "own", keyWrappingSpecification: wrapping($0)) },
    row { GetAttributes(uniqueIdentifier: $0) },
    row { GetAttributeList(uniqueIdentifier: $0) },
    row { AddAttribute(uniqueIdentifier: $0, newAttribute: name) },
    row { ModifyAttribute(uniqueIdentifier: $0, newAttribute: name) },
    row { SetAttribute(uniqueIdentifier: $0, newAttribute: name) },
    row { DeleteAttribute(uniqueIdentifier: $0, attributeReference: .tag(.comment)) },
    row { Activate(uniqueIdentifier: $0) },
    row { Revoke(uniqueIdentifier: $0, revocationReason: RevocationReason(revocationReasonCode: .unspecified)) },
    row { Destroy(uniqueIdentifier: $0) },
    row { Validate(uniqueIdentifier: [$0]) },
    row { Encrypt(uniqueIdentifier: $0, data: [1]) },
    row { Encrypt(uniqueIdentifier: $0, data: [1], initIndicator: true) },
    row { Decrypt(uniqueIdentifier: $0, data: [1]) },
    row { Sign(uniqueIdentifier: $0, data: [1]) },
    row { SignatureVerify(uniqueIdentifier: $0, data: [1], signatureData: [1]) },
    row { MAC(uniqueIdentifier: $0, cryptographicParameters: parts, data: [1]) },
    row { MACVerify(uniqueIdentifier: $0, cryptographicParameters: parts, data: [1], macData: [1]) },
    row { Export(uniqueIdentifier: $0) },
    row {
      DeriveKey(
        objectType: .symmetricKey, uniqueIdentifier: [$0], derivationMethod: .hash,
        derivationParameters: DerivationParameters(cryptographicParameters: parts), attributes: linked($0))
    },
    row { Archive(uniqueIdentifier: $0) },
    row { Recover(uniqueIdentifier: $0) },
    row {
      CreateSplitKey(
        objectType: .symmetricKey, uniqueIdentifier: $0, splitKeyParts: 2, splitKeyThreshold: 2, splitKeyMethod: .xor,
        attributes: Attributes())
    },
    row { JoinSplitKey(objectType: .symmetricKey, uniqueIdentifier: [$0, $0]) },
    row { ObtainLease(uniqueIdentifier: $0) },
    row { GetUsageAllocation(uniqueIdentifier: $0, usageLimitsCount: 1) },
    row {
      AdjustAttribute(
        uniqueIdentifier: $0, attributeReference: .tag(.rotateInterval), adjustmentType: .increment,
        adjustmentValue: .integer(1))
    },
    row { Notify(uniqueIdentifier: $0, attributes: .with { $0.comment = "x" }) },
    row {
      Put(
        uniqueIdentifier: "put", putFunction: .replace, replacedUniqueIdentifier: $0,
        object: .opaqueObject(OpaqueObject(opaqueDataType: .init(rawValue: 0x8000_0001), opaqueDataValue: [1])))
    },
  ]

  /// They name no object, or make one of the name: that a name is taken cannot be kept from who wants to take it.
  private static let free: Set<OperationCode> = [
    .create, .createKeyPair, .register, .import, .locate, .query, .discoverVersions, .rngRetrieve, .rngSeed, .hash,
    .poll, .cancel, .process, .queryAsynchronousRequests, .setDefaults, .setConstraints, .getConstraints, .login,
    .delegatedLogin, .logout, .setEndpointRole, .log, .ping, .interop, .pkcs11,
  ]

  @Test func everyOperationOnAnObjectIsLookedAt() {
    let known = Set(Self.rows.map(\.code)).union(Self.free)
    #expect(EmbeddedKMS.operations.filter { !known.contains($0) }.map(\.name) == [])
  }

  @Test(arguments: rows.indices) func whatIsAnothersIsAsIfItWereNotThere(index: Int) async throws {
    let fixture = try Fixture()
    let key = try await fixture.makeKey([.unrestricted])
    let pair = try await fixture.makePair()
    try await fixture.perform(
      Create(objectType: .symmetricKey, attributes: .aes { $0.uniqueIdentifier = "own" }), as: "mallory")
    let wanted = try await answer(fixture, index, "nothing")
    #expect(wanted.resultStatus == .operationFailed)
    for id in [key, pair.privateKeyUniqueIdentifier, pair.publicKeyUniqueIdentifier] {
      var found = try await answer(fixture, index, id)
      found.resultMessage = found.resultMessage?.replacing(id.description, with: "nothing")
      #expect(found == wanted)
    }
  }

  /// A right to something else than what is asked for is no more than none, but for what is said of the object.
  @Test(arguments: rows.indices) func aRightToSomethingElseShowsNoMore(index: Int) async throws {
    let code = Self.rows[index].code
    guard ![.getAttributes, .getAttributeList, .check, .validate].contains(code) else { return }
    let fixture = try Fixture()
    let key = try await fixture.makeKey([.unrestricted])
    try await fixture.perform(
      Create(objectType: .symmetricKey, attributes: .aes { $0.uniqueIdentifier = "own" }), as: "mallory")
    let grant = #"{"user_id":"mallory","unique_identifier":"\#(key)","operation_types":["validate"]}"#
    let change = await fixture.kms.answer(
      WebRequest(path: "/access/grant", body: Array(grant.utf8)), as: Identity(name: "alice"))
    #expect(change.status == 200)
    var found = try await answer(fixture, index, key)
    found.resultMessage = found.resultMessage?.replacing(key.description, with: "nothing")
    #expect(try await answer(fixture, index, "nothing") == found)
  }

  private func answer(
    _ fixture: Fixture, _ index: Int, _ id: UniqueIdentifier
  ) async throws -> ResponseBatchItem {
    try #require(try await fixture.send(fixture.message([Self.rows[index].request(id)]), as: "mallory").items.first)
  }
}
