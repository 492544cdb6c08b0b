import KMIP
import TTLV
import Testing

@testable import KMIPServer

@Suite struct AdjustAttributeTests {
  private func adjust(
    _ id: UniqueIdentifier, _ tag: TTLV.Tag, _ type: AdjustmentType, by value: Item.Value? = nil
  ) -> AdjustAttribute {
    AdjustAttribute(
      uniqueIdentifier: id, attributeReference: .tag(tag), adjustmentType: type, adjustmentValue: value)
  }

  @Test func aValueIsAdjusted() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey {
      $0.deactivationDate = DateTime(seconds: fixture.now.seconds + 100)
      $0.extractable = false
      $0.vendorAttributes = [
        VendorAttribute(vendorIdentification: "x", attributeName: "count", attributeValue: .integer(4))
      ]
    }
    try await fixture.perform(adjust(id, .deactivationDate, .increment, by: .longInteger(50)))
    try await fixture.perform(adjust(id, .deactivationDate, .decrement))
    try await fixture.perform(adjust(id, .extractable, .negate))
    let own = AttributeReference.vendor(identification: "x", name: "count")
    for (type, value) in [(AdjustmentType.increment, Item.Value.integer(3)), (.negate, .integer(0))] {
      try await fixture.perform(
        AdjustAttribute(
          uniqueIdentifier: id, attributeReference: own, adjustmentType: type, adjustmentValue: value))
    }
    let attributes = try await fixture.attributes(id)
    #expect(attributes.deactivationDate == DateTime(seconds: fixture.now.seconds + 149))
    #expect(attributes.extractable == true && attributes.neverExtractable == false)
    #expect(attributes.vendor("x", "count") == .integer(-7))
  }

  @Test func whatCannotBeAdjustedSaysWhy() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey {
      $0.names = [Name(nameValue: "n", nameType: .uninterpretedTextString)]
      $0.comment = "c"
      $0.vendorAttributes = [
        VendorAttribute(vendorIdentification: "x", attributeName: "last", attributeValue: .integer(.max))
      ]
    }
    let last = AdjustAttribute(
      uniqueIdentifier: id, attributeReference: .vendor(identification: "x", name: "last"), adjustmentType: .increment)
    let cases: [(AdjustAttribute, ResultReason)] = [
      (adjust(id, .cryptographicLength, .increment), .readOnlyAttribute),
      (adjust(id, .name, .increment), .multiValuedAttribute),
      (adjust(id, .batchCount, .increment), .unsupportedAttribute),
      (adjust(id, .comment, .increment), .invalidDataType),
      (adjust(id, .deactivationDate, .increment), .attributeNotFound), (last, .numericRange),
      (adjust(id, .extractable, .increment), .invalidDataType),
    ]
    for (request, reason) in cases { #expect(try await fixture.refusal(request) == reason) }
    #expect(try await fixture.refusal(adjust(id, .extractable, .negate), as: "bob") == .objectNotFound)
  }
}
