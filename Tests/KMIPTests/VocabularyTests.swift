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

@Suite struct NameTests {
  private let vocabulary = BareOperationVocabulary()

  @Test func everyNameOfATagIsReadAsTheTag() {
    for number in (0x42_0000...0x42_0FFF).map(UInt32.init) + (0x54_0000...0x54_FFFF) {
      let tag = TTLV.Tag(number)
      guard let name = vocabulary.name(of: tag) else { continue }
      #expect(vocabulary.tag(named: name) == tag, "\(name)")
    }
  }

  @Test func everyNameOfAValueIsReadAsTheValue() {
    for number in (0x42_0000...0x42_0FFF).map(UInt32.init) {
      let tag = TTLV.Tag(number)
      for value in UInt32(0)...0x200 {
        if let name = vocabulary.name(of: value, in: tag) {
          #expect(vocabulary.value(named: name, in: tag) == value, "\(tag.name) \(name)")
        }
      }
      for bit in (0..<32).map({ Int32(truncatingIfNeeded: 1 << $0) }) {
        if let name = vocabulary.name(ofMaskBit: bit, in: tag) {
          #expect(vocabulary.maskBit(named: name, in: tag) == bit, "\(tag.name) \(name)")
        }
      }
    }
  }

  @Test(
    arguments: [
      ("Cryptographic Usage Mask", Tag.cryptographicUsageMask), ("State", .state), ("x-ID", .attributeValue),
    ] as [(String, TTLV.Tag)])
  func aValueOfAnAttributeThatIsNamedBesideItHasThatAttributesNames(name: String, subject: TTLV.Tag) {
    let siblings = [Item(.attributeName, .textString(name)), Item(.attributeIndex, .integer(0))]
    #expect(vocabulary.subject(of: .attributeValue, after: siblings[...]) == subject)
    #expect(vocabulary.subject(of: .attributeValue, after: []) == .attributeValue)
    #expect(vocabulary.subject(of: .state, after: siblings[...]) == .state)
  }

  @Test(arguments: ["MGF1", "MFG1"])
  func theMaskGeneratorHasTwoSpellings(name: String) {
    #expect(vocabulary.value(named: name, in: .maskGenerator) == 1)
  }

  @Test func namesOfOneEnumerationAreNotThoseOfAnother() {
    #expect(vocabulary.value(named: "PKCS7", in: .certificateType) == 0x8000_0001)
    #expect(vocabulary.value(named: "PKCS7", in: .keyFormatType) == 0x8880_0002)
    #expect(vocabulary.value(named: "PKCS7", in: .state) == nil)
  }

  @Test func operationsAreRootsOfBareRequests() {
    #expect(vocabulary.tag(named: "Create") == OperationCode.create.requestTag)
    #expect(vocabulary.tag(named: "Mac") == OperationCode.mac.requestTag)
    #expect(vocabulary.tag(named: "GetResponse") == OperationCode.get.responseTag)
    #expect(vocabulary.tag(named: "Certificate") == .certificate)
    #expect(vocabulary.tag(named: "Response") == nil)
  }
}
