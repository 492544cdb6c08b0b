import KMIP
import TTLV
import Testing

@testable import KMIPServer

@Suite struct WrappingAtRestTests {
  private static let both: CryptographicUsageMask = [.encrypt, .decrypt, .wrapKey, .unwrapKey]

  private func wrappingKey(_ id: UniqueIdentifier) -> VendorAttribute {
    VendorAttribute(
      vendorIdentification: "cosmian", attributeName: "wrapping_key_id", attributeValue: .textString(id.description))
  }

  private func makeKey(under kek: UniqueIdentifier, _ fixture: Fixture) async throws -> UniqueIdentifier {
    try await fixture.makeKey(Self.both) { $0.vendorAttributes = [wrappingKey(kek)] }
  }

  private func wrapping(of id: UniqueIdentifier, _ fixture: Fixture) async throws -> KeyWrappingData? {
    try await fixture.perform(Get(uniqueIdentifier: id)).object.keyBlock?.keyWrappingData
  }

  private func plain(_ id: UniqueIdentifier, _ fixture: Fixture) async throws -> KeyValue? {
    try await fixture.perform(Get(uniqueIdentifier: id, keyWrapType: .notWrapped)).object.keyBlock?.keyValue
  }

  @Test func aKeyKeptWrappedWorksLikeAnyOther() async throws {
    let fixture = try Fixture()
    let kek = try await fixture.makeKey(Self.both)
    let key = try await makeKey(under: kek, fixture)
    #expect(try await fixture.attributes(key).link(.wrappingKeyLink) == kek.description)
    #expect(try await wrapping(of: key, fixture)?.encryptionKeyInformation?.uniqueIdentifier == kek)
    let sealed = try await fixture.perform(Encrypt(uniqueIdentifier: key, data: [1, 2]))
    let opened = Decrypt(
      uniqueIdentifier: key, data: sealed.data, ivCounterNonce: sealed.ivCounterNonce,
      authenticatedEncryptionTag: sealed.authenticatedEncryptionTag)
    #expect(try await fixture.perform(opened).data == [1, 2])
  }

  @Test func whatAKeyWrapsIsWrappedByItsReplacement() async throws {
    let fixture = try Fixture()
    let kek = try await fixture.makeKey(Self.both)
    let keys = [try await makeKey(under: kek, fixture), try await makeKey(under: kek, fixture)]
    let inner = try await makeKey(under: keys[0], fixture)
    let before = try await plain(keys[0], fixture)
    let new = try await fixture.perform(ReKey(uniqueIdentifier: kek)).uniqueIdentifier
    for key in keys {
      #expect(try await wrapping(of: key, fixture)?.encryptionKeyInformation?.uniqueIdentifier == new)
      let attributes = try await fixture.attributes(key)
      #expect(attributes.link(.wrappingKeyLink) == new.description)
      #expect(attributes.vendor("cosmian", "wrapping_key_id") == .textString(new.description))
    }
    #expect(try await plain(keys[0], fixture) == before)
    // Nothing needs the old one any more.
    try await fixture.perform(Destroy(uniqueIdentifier: kek))
    _ = try await fixture.perform(Encrypt(uniqueIdentifier: inner, data: [1]))
  }

  @Test func aWrappedKeyIsReplacedByAWrappedKey() async throws {
    let fixture = try Fixture()
    let kek = try await fixture.makeKey(Self.both)
    let key = try await makeKey(under: kek, fixture)
    let new = try await fixture.perform(ReKey(uniqueIdentifier: key)).uniqueIdentifier
    #expect(try await wrapping(of: new, fixture)?.encryptionKeyInformation?.uniqueIdentifier == kek)
  }

  @Test func thePublicHalfOfAPairWraps() async throws {
    let fixture = try Fixture()
    let pair = try await fixture.perform(
      CreateKeyPair(
        commonAttributes: .with {
          $0.cryptographicAlgorithm = .rsa
          $0.cryptographicLength = 2048
          $0.activationDate = fixture.now
        }))
    let key = try await makeKey(under: pair.publicKeyUniqueIdentifier, fixture)
    let before = try await plain(key, fixture)
    let new = try await fixture.perform(ReKeyKeyPair(privateKeyUniqueIdentifier: pair.privateKeyUniqueIdentifier))
    let data = try await wrapping(of: key, fixture)
    #expect(data?.encryptionKeyInformation?.uniqueIdentifier == new.publicKeyUniqueIdentifier)
    #expect(try await plain(key, fixture) == before)
  }

  @Test func aKeyMovesUnderAnotherKey() async throws {
    let fixture = try Fixture()
    let (one, other) = (try await fixture.makeKey(Self.both), try await fixture.makeKey(Self.both))
    let key = try await makeKey(under: one, fixture)
    let before = try await plain(key, fixture)
    try await fixture.perform(
      SetAttribute(uniqueIdentifier: key, newAttribute: Attribute(.attribute, wrappingKey(other))))
    #expect(try await wrapping(of: key, fixture)?.encryptionKeyInformation?.uniqueIdentifier == other)
    #expect(try await plain(key, fixture) == before)
  }

  @Test func noKeyIsWrappedUnderItself() async throws {
    let fixture = try Fixture()
    let outer = try await fixture.makeKey(Self.both)
    let inner = try await makeKey(under: outer, fixture)
    for (key, kek) in [(outer, outer), (outer, inner)] {
      let request = SetAttribute(uniqueIdentifier: key, newAttribute: Attribute(.attribute, wrappingKey(kek)))
      #expect(try await fixture.refusal(request) == .invalidField)
    }
    let missing = SetAttribute(uniqueIdentifier: outer, newAttribute: Attribute(.attribute, wrappingKey(.text("no"))))
    #expect(try await fixture.refusal(missing) == .wrappingObjectNotFound)
  }

  @Test func whileTheNewKeyWaitsTheOldOneStillUnwraps() async throws {
    let fixture = try Fixture()
    let kek = try await fixture.makeKey(Self.both)
    let key = try await makeKey(under: kek, fixture)
    try await fixture.perform(ReKey(uniqueIdentifier: kek, offset: Interval(seconds: 60)))
    for _ in 0..<2 {
      #expect(try await wrapping(of: key, fixture)?.encryptionKeyInformation?.uniqueIdentifier == kek)
      _ = try await fixture.perform(Encrypt(uniqueIdentifier: key, data: [1]))
      fixture.pass(100)
    }
  }
}
