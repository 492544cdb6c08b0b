import KMIP
import TTLV
import Testing

@testable import KMIPServer

@Suite struct UsageTests {
  private func limited(_ fixture: Fixture, _ total: Int64) async throws -> UniqueIdentifier {
    try await fixture.makeKey([.encrypt, .decrypt, .deriveKey]) {
      $0.usageLimits = UsageLimits(usageLimitsTotal: total, usageLimitsUnit: .object)
    }
  }

  @Test func useThatIsGivenOutIsUsedUp() async throws {
    let fixture = try Fixture()
    let id = try await limited(fixture, 10)
    fixture.pass(1)
    try await fixture.perform(GetUsageAllocation(uniqueIdentifier: id, usageLimitsCount: 7))
    let attributes = try await fixture.attributes(id)
    #expect(attributes.usageLimits?.usageLimitsCount == 3 && attributes.usageLimits?.usageLimitsTotal == 10)
    #expect(attributes.lastChangeDate == fixture.now)
    #expect(
      try await fixture.refusal(GetUsageAllocation(uniqueIdentifier: id, usageLimitsCount: 4)) == .usageLimitExceeded)
    #expect(try await fixture.refusal(GetUsageAllocation(uniqueIdentifier: id, usageLimitsCount: 0)) == .invalidField)
    let free = try await fixture.makeKey()
    #expect(
      try await fixture.refusal(GetUsageAllocation(uniqueIdentifier: free, usageLimitsCount: 1)) == .attributeNotFound)
    let another = GetUsageAllocation(uniqueIdentifier: id, usageLimitsCount: 1)
    #expect(try await fixture.refusal(another, as: "bob") == .objectNotFound)
  }

  @Test func limitsChangeOnlyWhileNothingIsUsed() async throws {
    let fixture = try Fixture()
    let id = try await limited(fixture, 10)
    let wider = Attribute(.usageLimits, UsageLimits(usageLimitsTotal: 99, usageLimitsUnit: .object))
    try await fixture.perform(SetAttribute(uniqueIdentifier: id, newAttribute: wider))
    #expect(try await fixture.attributes(id).usageLimits?.usageLimitsCount == 99)
    try await fixture.perform(Encrypt(uniqueIdentifier: id, data: [1]))
    #expect(
      try await fixture.refusal(SetAttribute(uniqueIdentifier: id, newAttribute: wider)) == .attributeReadOnly)
    #expect(
      try await fixture.refusal(DeleteAttribute(uniqueIdentifier: id, attributeReference: .tag(.usageLimits)))
        == .attributeReadOnly)
  }

  @Test func derivingIsUse() async throws {
    let fixture = try Fixture()
    let id = try await limited(fixture, 1)
    let derivation = DeriveKey(
      objectType: .symmetricKey, uniqueIdentifier: [id], derivationMethod: .hkdf,
      derivationParameters: DerivationParameters(
        cryptographicParameters: CryptographicParameters(hashingAlgorithm: .sha256)), attributes: .aes())
    #expect(try await fixture.refusal(derivation) == nil)
    #expect(try await fixture.refusal(derivation) == .permissionDenied)
  }

  @Test func aLeaseEndsWithTheUseOfTheObject() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey()
    let lease = try await fixture.perform(ObtainLease(uniqueIdentifier: id))
    #expect(lease.leaseTime == Interval(seconds: 3600) && lease.lastChangeDate == fixture.now)
    let ending = try await fixture.makeKey { $0.deactivationDate = DateTime(seconds: fixture.now.seconds + 60) }
    #expect(try await fixture.perform(ObtainLease(uniqueIdentifier: ending)).leaseTime == Interval(seconds: 60))
    fixture.pass(60)
    #expect(try await fixture.refusal(ObtainLease(uniqueIdentifier: ending)) == .permissionDenied)
    try await fixture.perform(Archive(uniqueIdentifier: id))
    #expect(try await fixture.refusal(ObtainLease(uniqueIdentifier: id)) == .objectArchived)
    let spent = try await limited(fixture, 1)
    try await fixture.perform(GetUsageAllocation(uniqueIdentifier: spent, usageLimitsCount: 1))
    #expect(try await fixture.refusal(ObtainLease(uniqueIdentifier: spent)) == .usageLimitExceeded)
  }
}
