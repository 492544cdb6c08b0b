import KMIP
import KeyStore
import TTLV
import Testing

@testable import KMIPServer

@Suite struct PolicyTests {
  private func defaults(_ rows: ObjectDefaults...) -> SetDefaults {
    SetDefaults(defaultsInformation: DefaultsInformation(objectDefaults: rows))
  }

  @Test func aNewObjectHasWhatItsMakerLeftOut() async throws {
    let fixture = try Fixture()
    let group = ObjectDefaults(
      objectType: .symmetricKey, attributes: .with { $0.description = "of the team" },
      objectGroups: ObjectGroups(objectGroup: ["team"]))
    let all = ObjectDefaults(
      objectType: .symmetricKey,
      attributes: .with {
        $0.cryptographicAlgorithm = .aes
        $0.cryptographicLength = 192
        $0.description = "of all"
      })
    let half = ObjectDefaults(objectType: .privateKey, attributes: .with { $0.sensitive = true })
    try await fixture.perform(defaults(group, all, half))
    let plain = Create(objectType: .symmetricKey, attributes: Attributes())
    let made = try await fixture.attributes(try await fixture.perform(plain).uniqueIdentifier)
    #expect(made.cryptographicAlgorithm == .aes && made.cryptographicLength == 192 && made.description == "of all")
    let given = Create(objectType: .symmetricKey, attributes: .aes { $0.objectGroups = ["team"] })
    let other = try await fixture.attributes(try await fixture.perform(given).uniqueIdentifier)
    #expect(other.cryptographicLength == 256 && other.description == "of the team")
    let pair = try await fixture.makePair()
    #expect(try await fixture.attributes(pair.privateKeyUniqueIdentifier).sensitive == true)
    #expect(try await fixture.attributes(pair.publicKeyUniqueIdentifier).sensitive == false)
    // They are one client's alone.
    #expect(try await fixture.refusal(plain, as: "bob") == .invalidAttribute)
  }

  @Test func whatIsSetOutlivesTheServerAndIsShown() async throws {
    let first = try Fixture()
    let row = ObjectDefaults(objectType: .secretData, attributes: .with { $0.comment = "x" })
    let constraint = Constraint(objectTypes: ObjectTypes(objectType: [.symmetricKey]), attributes: .aes())
    try await first.perform(defaults(row))
    try await first.perform(SetConstraints(constraints: Constraints(constraint: [constraint])))
    let second = try Fixture(store: first.store)
    let query = Query(queryFunction: [.queryDefaultsInformation])
    #expect(try await second.perform(query).defaultsInformation?.objectDefaults == [row])
    #expect(try await second.perform(GetConstraints()).constraints.constraint == [constraint])
    #expect(try await second.perform(GetConstraints(), as: "bob").constraints.constraint == [])
    try await second.perform(SetDefaults())
    try await second.perform(SetConstraints(constraints: Constraints()))
    #expect(try await second.perform(query).defaultsInformation == DefaultsInformation())
    #expect(try await second.perform(GetConstraints()).constraints == Constraints())
  }

  @Test func whatConstraintsDoNotAllowIsNotMade() async throws {
    let fixture = try Fixture()
    let before = try await fixture.makeKey([.encrypt, .sign])
    let allowed = Attributes([
      Item(.cryptographicLength, .integer(128)), Item(.cryptographicLength, .integer(256)),
      Item(.cryptographicUsageMask, .integer(CryptographicUsageMask([.encrypt, .decrypt]).rawValue)),
    ])
    let constraint = Constraint(objectTypes: ObjectTypes(objectType: [.symmetricKey]), attributes: allowed)
    try await fixture.perform(SetConstraints(constraints: Constraints(constraint: [constraint])))
    let id = try await fixture.makeKey([.encrypt])
    let create: (Attributes) -> Create = { Create(objectType: .symmetricKey, attributes: $0) }
    #expect(try await fixture.refusal(create(.aes { $0.cryptographicLength = 192 })) == .constraintViolation)
    #expect(try await fixture.refusal(create(.aes([.encrypt, .sign]))) == .constraintViolation)
    #expect(try await fixture.refusal(ReKey(uniqueIdentifier: before)) == .constraintViolation)
    let mask = CryptographicUsageMask([.sign])
    #expect(
      try await fixture.refusal(
        SetAttribute(uniqueIdentifier: id, newAttribute: Attribute(.cryptographicUsageMask, mask)))
        == .constraintViolation)
    // What is not changed is left alone.
    try await fixture.perform(SetAttribute(uniqueIdentifier: before, newAttribute: Attribute(.comment, "x")))
    _ = try await fixture.makePair()
  }

  @Test func onlyAttributesAndKindsThatThereAreAreSet() async throws {
    let fixture = try Fixture()
    #expect(
      try await fixture.refusal(
        defaults(ObjectDefaults(objectType: ObjectType(rawValue: 0x8000_0001), attributes: Attributes())))
        == .invalidObjectType)
    let wrong = Attributes([Item(.batchCount, .integer(1))])
    #expect(
      try await fixture.refusal(defaults(ObjectDefaults(objectType: .symmetricKey, attributes: wrong)))
        == .invalidAttribute)
    let constraints = Constraints(constraint: [Constraint(attributes: wrong)])
    #expect(try await fixture.refusal(SetConstraints(constraints: constraints)) == .invalidAttribute)
  }
}
