import KMIP
import TTLV
import Testing

@testable import KMIPServer

@Suite struct AttributeTests {
  private func name(_ text: String) -> Attribute {
    Attribute(.name, Name(nameValue: text, nameType: .uninterpretedTextString))
  }

  @Test(arguments: MessageEncoding.allCases)
  func attributesAreAddedChangedAndDeleted(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let id = try await fixture.makeKey()
    try await fixture.perform(AddAttribute(uniqueIdentifier: id, newAttribute: name("a")))
    try await fixture.perform(AddAttribute(uniqueIdentifier: id, newAttribute: name("b")))
    try await fixture.perform(
      ModifyAttribute(uniqueIdentifier: id, currentAttribute: name("b"), newAttribute: name("c")))
    #expect(try await fixture.attributes(id).names.map(\.nameValue) == ["a", "c"])
    try await fixture.perform(DeleteAttribute(uniqueIdentifier: id, currentAttribute: name("a")))
    #expect(try await fixture.attributes(id).names.map(\.nameValue) == ["c"])
    try await fixture.perform(SetAttribute(uniqueIdentifier: id, newAttribute: Attribute(.comment, "x")))
    try await fixture.perform(SetAttribute(uniqueIdentifier: id, newAttribute: Attribute(.comment, "y")))
    #expect(try await fixture.attributes(id).comment == "y")
    try await fixture.perform(DeleteAttribute(uniqueIdentifier: id, attributeReference: .tag(.comment)))
    #expect(try await fixture.attributes(id).comment == nil)
    let list = try await fixture.perform(GetAttributeList(uniqueIdentifier: id)).attributeReference
    #expect(list.contains(.tag(.state)) && list.count { $0 == .tag(.name) } == 1)
  }

  @Test func theServersAttributesAreItsOwn() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey()
    let state = Attribute(.state, State.compromised)
    #expect(try await fixture.refusal(ModifyAttribute(uniqueIdentifier: id, newAttribute: state)) == .attributeReadOnly)
    #expect(try await fixture.refusal(SetAttribute(uniqueIdentifier: id, newAttribute: state)) == .attributeReadOnly)
    #expect(
      try await fixture.refusal(DeleteAttribute(uniqueIdentifier: id, attributeReference: .tag(.state)))
        == .attributeReadOnly)
    let comment = AddAttribute(uniqueIdentifier: id, newAttribute: Attribute(.comment, "x"))
    try await fixture.perform(comment)
    #expect(try await fixture.refusal(comment) == .attributeSingleValued)
    let date = ModifyAttribute(uniqueIdentifier: id, newAttribute: Attribute(.activationDate, fixture.now))
    #expect(try await fixture.refusal(date) == .wrongKeyLifecycleState)
    #expect(try await fixture.refusal(AddAttribute(uniqueIdentifier: "no", newAttribute: name("a"))) == .objectNotFound)
    #expect(
      try await fixture.refusal(DeleteAttribute(uniqueIdentifier: id, attributeReference: .tag(.description)))
        == .attributeNotFound)
  }

  @Test func aSensitiveKeyIsNoLongerAlwaysSensitive() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey { $0.sensitive = true }
    #expect(try await fixture.attributes(id).alwaysSensitive == true)
    try await fixture.perform(SetAttribute(uniqueIdentifier: id, newAttribute: Attribute(.sensitive, false)))
    #expect(try await fixture.attributes(id).alwaysSensitive == false)
  }

  @Test func vendorAttributesAreKeptAndTagsOfTheServerRefused() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey {
      $0.vendorAttributes = [
        VendorAttribute(
          vendorIdentification: "cosmian", attributeName: "tag", attributeValue: .textString(#"["a","b"]"#)),
        VendorAttribute(vendorIdentification: "x", attributeName: "n", attributeValue: .integer(7)),
      ]
    }
    let reference = AttributeReference.vendor(identification: "x", name: "n")
    let found = try await fixture.perform(GetAttributes(uniqueIdentifier: id, attributeReference: [reference]))
    #expect(found.attributes.vendor("x", "n") == .integer(7))
    let tag = Attributes.with {
      $0.vendorAttributes = [
        VendorAttribute(vendorIdentification: "cosmian", attributeName: "tag", attributeValue: .textString(#"["b"]"#))
      ]
    }
    #expect(try await fixture.perform(Locate(attributes: tag)).uniqueIdentifier == [id])
    let reserved = VendorAttribute(
      vendorIdentification: "cosmian", attributeName: "tag", attributeValue: .textString(#"["_kk"]"#))
    #expect(
      try await fixture.refusal(AddAttribute(uniqueIdentifier: id, newAttribute: Attribute(.attribute, reserved)))
        == .invalidAttributeValue)
  }

  @Test func checkComparesTheMask() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey([.encrypt])
    try await fixture.perform(Check(uniqueIdentifier: id, cryptographicUsageMask: .encrypt))
    #expect(
      try await fixture.refusal(Check(uniqueIdentifier: id, cryptographicUsageMask: .sign))
        == .incompatibleCryptographicUsageMask)
  }
}
