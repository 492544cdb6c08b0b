import KMIP
import Testing

@testable import KMIPServer

@Suite struct DeriveKeyTests {
  private func derivation(
    _ base: UniqueIdentifier, _ type: ObjectType = .symmetricKey, _ change: (inout Attributes) -> Void = { _ in }
  ) -> DeriveKey {
    DeriveKey(
      objectType: type, uniqueIdentifier: [base], derivationMethod: .hkdf,
      derivationParameters: DerivationParameters(derivationData: [1, 2, 3]), attributes: .aes { change(&$0) })
  }

  @Test func theNewKeyAndItsBaseNameEachOther() async throws {
    let fixture = try Fixture()
    let base = try await fixture.makeKey(.deriveKey)
    let one = try await fixture.perform(derivation(base)).uniqueIdentifier
    let two = try await fixture.perform(derivation(base, .secretData)).uniqueIdentifier
    let made = try await fixture.attributes(one)
    #expect(made.link(.derivationBaseObjectLink) == base.description)
    #expect(made.objectType == .symmetricKey && made.cryptographicLength == 256)
    let children = try await fixture.attributes(base).links.filter { $0.linkType == .derivedKeyLink }
    #expect(children.map(\.linkedObjectIdentifier) == [one, two])
  }

  @Test func theSameInputsGiveTheSameKey() async throws {
    let fixture = try Fixture()
    let base = try await fixture.makeKey(.deriveKey)
    let one = try await fixture.perform(derivation(base)).uniqueIdentifier
    let two = try await fixture.perform(derivation(base)).uniqueIdentifier
    #expect(try await fixture.attributes(one).digests == fixture.attributes(two).digests)
  }

  @Test func whatMayNotBeDerivedFromIsRefused() async throws {
    let fixture = try Fixture()
    let other = try await fixture.makeKey()
    let base = try await fixture.makeKey(.deriveKey)
    let idle = try await fixture.makeKey(.deriveKey, active: false)
    #expect(try await fixture.refusal(derivation(other)) == .incompatibleCryptographicUsageMask)
    #expect(try await fixture.refusal(derivation(idle)) == .wrongKeyLifecycleState)
    #expect(try await fixture.refusal(derivation("nowhere")) == .itemNotFound)
    #expect(try await fixture.refusal(derivation(base, .publicKey)) == .invalidObjectType)
    #expect(try await fixture.refusal(derivation(base) { $0.cryptographicLength = nil }) == .invalidAttribute)
    #expect(try await fixture.refusal(derivation(base) { $0.cryptographicLength = -8 }) == .invalidAttributeValue)
    #expect(try await fixture.refusal(derivation(base) { $0.cryptographicLength = 40 }) != nil)
  }
}
