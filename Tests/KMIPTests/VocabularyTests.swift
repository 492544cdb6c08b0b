import KMIP
import TTLV
import Testing

@Suite struct VocabularyTests {
  @Test(arguments: [
    ("key-compromise", RevocationReasonCode.keyCompromise), ("key_compromise", .keyCompromise),
    ("Key Compromise", .keyCompromise), ("KeyCompromise", .keyCompromise), ("ca-compromise", .caCompromise),
  ])
  func anyJoiningOfTheWordsIsRead(word: String, code: RevocationReasonCode) {
    #expect(RevocationReasonCode(word: word) == code)
  }

  @Test(arguments: [
    ("sha256", HashingAlgorithm.sha256.word), ("sha3-256", HashingAlgorithm.sha3256.word),
    ("p256", RecommendedCurve.p256.word), ("pkcs1-v15", PaddingMethod.pkcs1V15.word),
    ("wrong-key-lifecycle-state", ResultReason.wrongKeyLifecycleState.word), ("rsa", CryptographicAlgorithm.rsa.word),
    ("pre-active", State.preActive.word),
    ("hmac-sha256", CryptographicAlgorithm.hmacSHA256.word), ("x509", CertificateType.x509.word),
    ("activation-date", Tag.activationDate.word),
  ])
  func wordsAreTheNamesSplit(wanted: String, word: String) { #expect(word == wanted) }

  @Test func codesWithoutANameSurvive() throws {
    let state = try State(.enumeration(0x8000_1234))
    #expect(state.itemValue == .enumeration(0x8000_1234))
    #expect(state.name == "0x80001234")
  }

  @Test func unknownBitsOfAMaskSurvive() throws {
    let mask = try CryptographicUsageMask(.integer(0x4000_0004))
    #expect(mask.contains(.encrypt))
    #expect(mask.itemValue == .integer(0x4000_0004))
  }

  @Test(
    arguments: [
      ("SHA_256", 6), ("SHA256", 6), ("SHA-256", 6),
    ] as [(String, UInt32)])
  func bothDialectsSpellEnumerations(name: String, code: UInt32) {
    #expect(SpecificationVocabulary().value(named: name, in: .hashingAlgorithm) == code)
  }

  @Test(
    arguments: [
      ("Item_Not_Found", Tag.resultReason, 1), ("ItemNotFound", .resultReason, 1),
      ("THREE_DES", .cryptographicAlgorithm, 2), ("CURVEED25519", .recommendedCurve, 0x8000_0001),
    ] as [(String, TTLV.Tag, UInt32)])
  func cosmianSpellingsAreRead(name: String, tag: TTLV.Tag, code: UInt32) {
    #expect(SpecificationVocabulary().value(named: name, in: tag) == code)
  }

  @Test(arguments: [
    ("RandomIv", Tag.randomIV), ("CertificateSubjectCn", .certificateSubjectCN),
    ("AmountOfSeedData", .dataLength), ("UniqueIdentifier", .uniqueIdentifier),
  ])
  func cosmianFieldNamesAreRead(name: String, tag: TTLV.Tag) {
    #expect(SpecificationVocabulary().tag(named: name) == tag)
  }

  @Test func everyAttributeHasRules() {
    #expect(AttributeRules(.state) == [])
    #expect(AttributeRules(.name) == [.repeats, .givenByClient, .changedByClient, .deletedByClient])
    #expect(AttributeRules(.batchItem) == nil)
  }
}
