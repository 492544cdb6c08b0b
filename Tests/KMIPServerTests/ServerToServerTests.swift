import KMIP
import TTLV
import Testing

@testable import KMIPServer

/// What another server hands over and tells, to which this one is the client.
@Suite struct ServerToServerTests {
  private let fixture: Fixture

  init() throws { fixture = try Fixture() }

  private func put(
    _ id: UniqueIdentifier, _ function: PutFunction = .new, replacing replaced: UniqueIdentifier? = nil,
    _ change: (inout Attributes) -> Void = { _ in }
  ) -> Put {
    let block = KeyBlock(
      keyFormatType: .raw, keyValue: .plain(.bytes(Secret([UInt8](repeating: 7, count: 32))), attributes: nil),
      cryptographicAlgorithm: .aes, cryptographicLength: 256)
    return Put(
      uniqueIdentifier: id, putFunction: function, replacedUniqueIdentifier: replaced,
      object: .symmetricKey(SymmetricKey(keyBlock: block)), attributes: .aes(active: fixture, change))
  }

  @Test func anObjectThatIsPutIsKeptUnderItsIdentifier() async throws {
    try await fixture.perform(put("disk"))
    #expect(try await fixture.perform(Get(uniqueIdentifier: "disk")).object.keyBlock?.cryptographicLength == 256)
    #expect(try await fixture.state("disk") == .active)
    #expect(try await fixture.refusal(put("disk")) == .objectAlreadyExists)
    #expect(try await fixture.refusal(Get(uniqueIdentifier: "disk"), as: "bob") == .objectNotFound)
  }

  @Test func anObjectTakesThePlaceOfTheOneItReplaces() async throws {
    let old = try await fixture.makeKey { $0.names = [Name(nameValue: "disk", nameType: .uninterpretedTextString)] }
    #expect(try await fixture.refusal(put("new", .replace, replacing: old), as: "bob") == .objectNotFound)
    try await fixture.perform(put("new", .replace, replacing: old))
    let (before, after) = (try await fixture.attributes(old), try await fixture.attributes("new"))
    #expect(before.link(.replacementObjectLink) == "new" && after.link(.replacedObjectLink) == old.description)
    #expect(before.names.isEmpty && after.names.map(\.nameValue) == ["disk"])
    #expect(before.state == .deactivated && after.state == .active)
    #expect(try await fixture.refusal(put("newer", .replace, replacing: old)) == .constraintViolation)
  }

  @Test func whoeverReplacesSaysWhatAndByWhat() async throws {
    let pair = try await fixture.makePair()
    #expect(try await fixture.refusal(put("new", .replace)) == .invalidField)
    #expect(try await fixture.refusal(put("new", .new, replacing: "old")) == .invalidField)
    #expect(try await fixture.refusal(put("new", .replace, replacing: "new")) == .invalidField)
    let key = put("new", .replace, replacing: pair.privateKeyUniqueIdentifier)
    #expect(try await fixture.refusal(key) == .invalidObjectType)
  }

  @Test func aCopyFollowsWhatItsOwnerMayChange() async throws {
    try await fixture.perform(put("disk") { $0.objectGroups = ["a"] })
    let changes = Attributes.with {
      $0.contactInformation = "ops"
      $0.objectGroups = ["b", "c"]
    }
    try await fixture.perform(Notify(uniqueIdentifier: "disk", attributes: changes))
    #expect(try await fixture.attributes("disk").contactInformation == "ops")
    #expect(try await fixture.attributes("disk").objectGroups == ["b", "c"])
    let gone = Notify(uniqueIdentifier: "disk", attributeReference: [.tag(.contactInformation), .tag(.comment)])
    try await fixture.perform(gone)
    #expect(try await fixture.attributes("disk").contactInformation == nil)
  }

  @Test func theServersOwnAttributesAreNotToldIt() async throws {
    try await fixture.perform(put("disk"))
    let ended = Notify(uniqueIdentifier: "disk", attributes: .with { $0.state = .destroyed })
    #expect(try await fixture.refusal(ended) == .attributeReadOnly)
    #expect(try await fixture.state("disk") == .active)
    let stateless = Notify(uniqueIdentifier: "disk", attributeReference: [.tag(.state)])
    #expect(try await fixture.refusal(stateless) == .attributeReadOnly)
    #expect(try await fixture.refusal(Notify(uniqueIdentifier: "none")) == .objectNotFound)
  }
}
