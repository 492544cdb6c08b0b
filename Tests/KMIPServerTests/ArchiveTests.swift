import KMIP
import Testing

@testable import KMIPServer

@Suite struct ArchiveTests {
  @Test func whatIsArchivedIsReadAndNotUsed() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey([.encrypt, .decrypt, .deriveKey])
    fixture.pass(5)
    try await fixture.perform(Archive(uniqueIdentifier: id))
    let attributes = try await fixture.attributes(id)
    #expect(attributes.archiveDate == fixture.now && attributes.state == .active)
    let refused: [ResultReason?] = [
      try await fixture.refusal(Get(uniqueIdentifier: id)), try await fixture.refusal(Export(uniqueIdentifier: id)),
      try await fixture.refusal(Encrypt(uniqueIdentifier: id, data: [1])),
      try await fixture.refusal(Check(uniqueIdentifier: id)), try await fixture.refusal(ReKey(uniqueIdentifier: id)),
      try await fixture.refusal(Archive(uniqueIdentifier: id)),
      try await fixture.refusal(Destroy(uniqueIdentifier: id)),
      try await fixture.refusal(
        Revoke(uniqueIdentifier: id, revocationReason: RevocationReason(revocationReasonCode: .superseded))),
      try await fixture.refusal(
        SetAttribute(uniqueIdentifier: id, newAttribute: Attribute(.comment, "a comment"))),
    ]
    #expect(refused == [ResultReason?](repeating: .objectArchived, count: refused.count))
    #expect(try await fixture.attributes(id) == attributes)
  }

  @Test func whatIsRecoveredIsUsedAgain() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey()
    try await fixture.perform(Archive(uniqueIdentifier: id))
    try await fixture.perform(Recover(uniqueIdentifier: id))
    try await fixture.perform(Recover(uniqueIdentifier: id))
    #expect(try await fixture.attributes(id).archiveDate == nil)
    try await fixture.perform(Encrypt(uniqueIdentifier: id, data: [1]))
  }

  @Test func anothersObjectIsNotThere() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey()
    #expect(try await fixture.refusal(Archive(uniqueIdentifier: id), as: "bob") == .objectNotFound)
    #expect(try await fixture.refusal(Recover(uniqueIdentifier: id), as: "bob") == .objectNotFound)
    let derivation = DeriveKey(
      objectType: .symmetricKey, uniqueIdentifier: [id], derivationMethod: .hkdf,
      derivationParameters: DerivationParameters(), attributes: .aes())
    #expect(try await fixture.refusal(derivation, as: "bob") == .itemNotFound)
  }

  @Test func archivingOutlivesTheServer() async throws {
    let first = try Fixture()
    let id = try await first.makeKey()
    try await first.perform(Archive(uniqueIdentifier: id))
    let second = try Fixture(store: first.store)
    #expect(try await second.refusal(Get(uniqueIdentifier: id)) == .objectArchived)
  }
}
