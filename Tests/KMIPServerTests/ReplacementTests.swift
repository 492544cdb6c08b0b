import KMIP
import TTLV
import Testing

@testable import KMIPServer

@Suite struct ReplacementTests {
  @Test(arguments: MessageEncoding.allCases)
  func aKeyIsReplaced(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let old = try await fixture.makeKey {
      $0.names = [Name(nameValue: "disk", nameType: .uninterpretedTextString)]
      $0.deactivationDate = DateTime(seconds: fixture.now.seconds + 1000)
    }
    fixture.pass(100)
    let new = try await fixture.perform(ReKey(uniqueIdentifier: old)).uniqueIdentifier
    let (before, after) = (try await fixture.attributes(old), try await fixture.attributes(new))
    #expect(before.link(.replacementObjectLink) == new.description)
    #expect(after.link(.replacedObjectLink) == old.description)
    #expect(before.names.isEmpty && after.names.map(\.nameValue) == ["disk"])
    #expect(before.state == .deactivated && after.state == .active)
    #expect(after.activationDate == fixture.now)
    #expect(after.deactivationDate == DateTime(seconds: fixture.now.seconds + 1000))
    #expect(after.rotateGeneration == 1 && after.rotateLatest == true && before.rotateLatest == false)
    #expect(before.digests != after.digests && after.cryptographicUsageMask == before.cryptographicUsageMask)
    #expect(try await fixture.refusal(ReKey(uniqueIdentifier: old)) == .constraintViolation)
  }

  @Test func anOffsetMakesTheNewKeyWait() async throws {
    let fixture = try Fixture()
    let old = try await fixture.makeKey()
    let new = try await fixture.perform(ReKey(uniqueIdentifier: old, offset: Interval(seconds: 60))).uniqueIdentifier
    #expect(try await fixture.state(new) == .preActive)
    fixture.pass(60)
    #expect(try await fixture.state(new) == .active)
  }

  @Test func aSetWithANameCountsItsGenerations() async throws {
    let fixture = try Fixture()
    let old = try await fixture.makeKey()
    let bad = SetAttribute(uniqueIdentifier: old, newAttribute: Attribute(.rotateName, "a@b"))
    #expect(try await fixture.refusal(bad) == .invalidAttributeValue)
    try await fixture.perform(SetAttribute(uniqueIdentifier: old, newAttribute: Attribute(.rotateName, "disk")))
    let first = try await fixture.perform(ReKey(uniqueIdentifier: old)).uniqueIdentifier
    let second = try await fixture.perform(ReKey(uniqueIdentifier: first)).uniqueIdentifier
    #expect([first, second] == ["disk@1", "disk@2"])
  }

  @Test func anotherKindOfKeyIsNoReplacement() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey()
    let asked = Attributes.with { $0.cryptographicLength = 128 }
    #expect(try await fixture.refusal(ReKey(uniqueIdentifier: id, attributes: asked)) == .constraintViolation)
    let waiting = try await fixture.makeKey(active: false)
    #expect(try await fixture.refusal(ReKey(uniqueIdentifier: waiting)) == .wrongKeyLifecycleState)
    let pair = try await fixture.makePair()
    #expect(
      try await fixture.refusal(ReKey(uniqueIdentifier: pair.privateKeyUniqueIdentifier)) == .invalidObjectType)
  }

  @Test(arguments: MessageEncoding.allCases)
  func aPairIsReplaced(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let old = try await fixture.makePair()
    let new = try await fixture.perform(ReKeyKeyPair(privateKeyUniqueIdentifier: old.privateKeyUniqueIdentifier))
    let privateKey = try await fixture.attributes(new.privateKeyUniqueIdentifier)
    let publicKey = try await fixture.attributes(new.publicKeyUniqueIdentifier)
    #expect(privateKey.link(.replacedObjectLink) == old.privateKeyUniqueIdentifier.description)
    #expect(publicKey.link(.replacedObjectLink) == old.publicKeyUniqueIdentifier.description)
    #expect(privateKey.link(.publicKeyLink) == new.publicKeyUniqueIdentifier.description)
    #expect(publicKey.link(.privateKeyLink) == new.privateKeyUniqueIdentifier.description)
    #expect(try await fixture.state(old.publicKeyUniqueIdentifier) == .deactivated)
  }
}
