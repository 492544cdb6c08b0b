import KMIP
import Testing

@testable import KMIPServer

@Suite struct CryptographyTests {
  @Test(arguments: MessageEncoding.allCases)
  func whatIsEncryptedIsDecrypted(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let id = try await fixture.makeKey()
    let sealed = try await fixture.perform(Encrypt(uniqueIdentifier: id, data: [1, 2, 3]))
    var request = Decrypt(
      uniqueIdentifier: id, data: sealed.data, ivCounterNonce: sealed.ivCounterNonce,
      authenticatedEncryptionTag: sealed.authenticatedEncryptionTag)
    #expect(try await fixture.perform(request).data == [1, 2, 3])
    try await fixture.revoke(id, .superseded)
    #expect(try await fixture.perform(request).data == [1, 2, 3])
    #expect(try await fixture.refusal(Encrypt(uniqueIdentifier: id, data: [1])) == .wrongKeyLifecycleState)
    request.data = [9, 9, 9]
    #expect(try await fixture.refusal(request) == .cryptographicFailure)
  }

  @Test(arguments: MessageEncoding.allCases)
  func signaturesAndMACsAreVerified(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let pair = try await fixture.makePair()
    let signature = try await fixture.perform(Sign(uniqueIdentifier: pair.privateKeyUniqueIdentifier, data: [1, 2]))
    var verify = SignatureVerify(
      uniqueIdentifier: pair.publicKeyUniqueIdentifier, data: [1, 2], signatureData: signature.signatureData)
    #expect(try await fixture.perform(verify).validityIndicator == .valid)
    verify.data = [1, 3]
    #expect(try await fixture.perform(verify).validityIndicator == .invalid)

    let key = try await fixture.makeKey([.macGenerate, .macVerify])
    let parameters = CryptographicParameters(hashingAlgorithm: .sha256)
    let mac = try await fixture.perform(MAC(uniqueIdentifier: key, cryptographicParameters: parameters, data: [5]))
    var check = MACVerify(uniqueIdentifier: key, cryptographicParameters: parameters, data: [5], macData: mac.macData)
    #expect(try await fixture.perform(check).validityIndicator == .valid)
    check.data = [6]
    #expect(try await fixture.perform(check).validityIndicator == .invalid)
  }

  @Test func masksStatesAndDatesAreObeyed() async throws {
    let fixture = try Fixture()
    let decryptOnly = try await fixture.makeKey([.decrypt])
    #expect(
      try await fixture.refusal(Encrypt(uniqueIdentifier: decryptOnly, data: [1]))
        == .incompatibleCryptographicUsageMask)
    let preActive = try await fixture.makeKey(active: false)
    #expect(try await fixture.refusal(Encrypt(uniqueIdentifier: preActive, data: [1])) == .wrongKeyLifecycleState)
    let stopped = try await fixture.makeKey { $0.protectStopDate = fixture.now }
    #expect(try await fixture.refusal(Encrypt(uniqueIdentifier: stopped, data: [1])) == .wrongKeyLifecycleState)
    let early = try await fixture.makeKey { $0.processStartDate = DateTime(seconds: fixture.now.seconds + 1) }
    #expect(try await fixture.refusal(Decrypt(uniqueIdentifier: early, data: [1])) == .wrongKeyLifecycleState)
    #expect(try await fixture.refusal(Sign(uniqueIdentifier: early, data: [1])) == .incompatibleCryptographicUsageMask)
  }

  @Test func usageLimitsRunOut() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey {
      $0.usageLimits = UsageLimits(usageLimitsTotal: 5, usageLimitsUnit: .byte)
    }
    try await fixture.perform(Encrypt(uniqueIdentifier: id, data: [1, 2, 3]))
    #expect(try await fixture.refusal(Encrypt(uniqueIdentifier: id, data: [1, 2, 3])) == .permissionDenied)
    #expect(try await fixture.attributes(id).usageLimits?.usageLimitsCount == 2)
    #expect(try await fixture.refusal(Check(uniqueIdentifier: id, usageLimitsCount: 3)) == .usageLimitExceeded)
  }

  @Test(arguments: MessageEncoding.allCases)
  func hashesAndRandomBytesNeedNoKey(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let sha256 = CryptographicParameters(hashingAlgorithm: .sha256)
    let digest = try await fixture.perform(KMIP.Hash(cryptographicParameters: sha256, data: Array("abc".utf8)))
    #expect(digest.data?.prefix(4) == [0xBA, 0x78, 0x16, 0xBF])
    #expect(try await fixture.perform(RNGRetrieve(dataLength: 40)).data.count == 40)
    #expect(try await fixture.perform(RNGSeed(data: [1, 2, 3])).dataLength == 3)
    #expect(try await fixture.refusal(RNGRetrieve(dataLength: -1)) == .invalidField)
  }
}
