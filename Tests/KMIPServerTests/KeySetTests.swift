import KMIP
import TTLV
import Testing

@testable import KMIPServer

@Suite struct KeySetTests {
  @Test(arguments: [
    ("disk", KeySetReference.Version.unsaid), ("disk@latest", .latest), ("disk@first", .generation(0)),
    ("disk@0", .generation(0)), ("a@b@7", .generation(7)),
  ])
  func aReferenceIsRead(text: String, version: KeySetReference.Version) {
    #expect(KeySetReference(text)?.version == version)
  }

  @Test(arguments: ["[\"tag\"]", "@latest", "disk@", "disk@newest", "disk@-1", "disk@99999999999"])
  func whatIsNoReferenceIsNone(text: String) { #expect(KeySetReference(text) == nil) }

  /// A set of three keys, and what each of them encrypted.
  private func set(
    _ fixture: Fixture, _ parameters: CryptographicParameters? = nil
  ) async throws -> [Encrypt.Response] {
    let first = try await fixture.makeKey()
    try await fixture.perform(SetAttribute(uniqueIdentifier: first, newAttribute: Attribute(.rotateName, "disk")))
    var sealed: [Encrypt.Response] = []
    for generation in 0..<3 {
      if generation > 0 { try await fixture.perform(ReKey(uniqueIdentifier: .text("disk@latest"))) }
      sealed.append(try await fixture.perform(encryption(generation, parameters)))
    }
    return sealed
  }

  private func encryption(_ generation: Int, _ parameters: CryptographicParameters?) -> Encrypt {
    Encrypt(uniqueIdentifier: .text("disk"), cryptographicParameters: parameters, data: Array("\(generation)".utf8))
  }

  private func decryption(_ id: String, _ sealed: Encrypt.Response, _ parameters: CryptographicParameters? = nil)
    -> Decrypt
  {
    Decrypt(
      uniqueIdentifier: .text(id), cryptographicParameters: parameters, data: sealed.data,
      ivCounterNonce: sealed.ivCounterNonce, authenticatedEncryptionTag: sealed.authenticatedEncryptionTag)
  }

  @Test func theNewestEncryptsAndAllDecrypt() async throws {
    let fixture = try Fixture()
    let sealed = try await set(fixture)
    #expect(sealed[1].uniqueIdentifier == .text("disk@1") && sealed[2].uniqueIdentifier == .text("disk@2"))
    for generation in 0..<3 {
      let answer = try await fixture.perform(decryption("disk", sealed[generation]))
      #expect(answer.data == Array("\(generation)".utf8))
      #expect(answer.uniqueIdentifier == sealed[generation].uniqueIdentifier)
      #expect(try await fixture.perform(decryption("disk@\(generation)", sealed[generation])).data == answer.data)
    }
    #expect(try await fixture.refusal(decryption("disk@latest", sealed[0])) != nil)
    #expect(try await fixture.refusal(decryption("disk@3", sealed[0])) == .itemNotFound)
  }

  @Test func aCipherThatCannotTellAWrongKeyWantsTheGeneration() async throws {
    let fixture = try Fixture()
    let cbc = CryptographicParameters(blockCipherMode: .cbc, paddingMethod: .pkcs5)
    let sealed = try await set(fixture, cbc)
    #expect(try await fixture.refusal(decryption("disk", sealed[2], cbc)) == .invalidField)
    #expect(try await fixture.perform(decryption("disk@first", sealed[0], cbc)).data == Array("0".utf8))
  }

  @Test func anotherOwnersSetIsNotThere() async throws {
    let fixture = try Fixture()
    let sealed = try await set(fixture)
    for id in ["disk", "disk@latest", "disk@1"] {
      #expect(try await fixture.refusal(GetAttributes(uniqueIdentifier: .text(id)), as: "mallory") == .objectNotFound)
    }
    await #expect(throws: OperationFailure.self) {
      try await fixture.perform(decryption("disk", sealed[0]), as: "mallory")
    }
  }

  @Test func readingTakesAGenerationTooAndDestroyingDoesNot() async throws {
    let fixture = try Fixture()
    _ = try await set(fixture)
    let latest = try await fixture.perform(GetAttributes(uniqueIdentifier: .text("disk@latest")))
    #expect(latest.uniqueIdentifier == .text("disk@2") && latest.attributes.rotateGeneration == 2)
    #expect(latest.attributes.rotateLatest == true)
    #expect(try await fixture.refusal(Destroy(uniqueIdentifier: .text("disk@latest"))) == .itemNotFound)
  }

  @Test func aKeyThatWaitsLetsTheOneBeforeItServe() async throws {
    let fixture = try Fixture()
    let first = try await fixture.makeKey { $0.items.append(Item(.rotateName, .textString("disk"))) }
    try await fixture.perform(ReKey(uniqueIdentifier: first, offset: Interval(seconds: 60)))
    #expect(try await fixture.state(first) == .active)
    #expect(try await fixture.perform(encryption(0, nil)).uniqueIdentifier == first)
    fixture.pass(60)
    #expect(try await fixture.perform(encryption(0, nil)).uniqueIdentifier == .text("disk@1"))
    #expect(try await fixture.state(first) == .deactivated)
  }

  @Test func aNameStandsForOneSet() async throws {
    let fixture = try Fixture()
    _ = try await set(fixture)
    let other = try await fixture.makeKey()
    let name = SetAttribute(uniqueIdentifier: other, newAttribute: Attribute(.rotateName, "disk"))
    #expect(try await fixture.refusal(name) == .invalidAttributeValue)
    let member = SetAttribute(uniqueIdentifier: .text("disk@2"), newAttribute: Attribute(.rotateName, "disk"))
    #expect(try await fixture.refusal(member) == nil)
  }

  @Test func thePublicKeysOfASetVerify() async throws {
    let fixture = try Fixture()
    let pair = try await fixture.makePair()
    let old = pair.privateKeyUniqueIdentifier
    try await fixture.perform(SetAttribute(uniqueIdentifier: old, newAttribute: Attribute(.rotateName, "signer")))
    let first = try await fixture.perform(Sign(uniqueIdentifier: .text("signer"), data: [1]))
    let new = try await fixture.perform(ReKeyKeyPair(privateKeyUniqueIdentifier: .text("signer")))
    #expect(new.privateKeyUniqueIdentifier == .text("signer@1"))
    let second = try await fixture.perform(Sign(uniqueIdentifier: .text("signer"), data: [1]))
    for (signature, half) in [(first, pair.publicKeyUniqueIdentifier), (second, new.publicKeyUniqueIdentifier)] {
      let request = SignatureVerify(
        uniqueIdentifier: .text("signer"), data: [1], signatureData: signature.signatureData)
      let answer = try await fixture.perform(request)
      #expect(answer.validityIndicator == .valid && answer.uniqueIdentifier == half)
    }
    let forged = SignatureVerify(uniqueIdentifier: .text("signer"), data: [2], signatureData: first.signatureData)
    #expect(try await fixture.perform(forged).validityIndicator == .invalid)
  }
}
