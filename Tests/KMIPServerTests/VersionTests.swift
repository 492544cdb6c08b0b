import KMIP
import TTLV
import Testing

@testable import KMIPServer

/// Conversations in the words of each version.
@Suite struct VersionTests {
  private static let first: [ProtocolVersion] = ProtocolVersion.spoken.filter(\.namesAttributes)

  private func payload(
    _ fixture: Fixture, _ version: ProtocolVersion, _ operation: OperationCode, _ payload: [Item]
  ) async throws -> Item {
    let request = Item(
      .requestMessage,
      [
        Item(.requestHeader, [Item(.protocolVersion, version.itemValue), Item(.batchCount, .integer(1))]),
        Item(.batchItem, [Item(.operation, operation.itemValue), Item(.requestPayload, payload)]),
      ])
    let bytes = await fixture.kms.respond(to: request.encoded(), encoding: .binary, as: Identity(name: "alice"))
    let answer = try Item(decoding: bytes)
    #expect(answer.protocolVersion == version)
    let item = try #require(answer[.batchItem])
    guard item[.resultStatus]?.enumeration == ResultStatus.success.rawValue else {
      throw OperationFailure(
        ResultReason(rawValue: item[.resultReason]?.enumeration ?? 0), item[.resultMessage]?.text ?? "")
    }
    return item[.responsePayload] ?? Item(.responsePayload, [])
  }

  private func attribute(_ name: String, _ value: Item.Value, index: Int32? = nil) -> Item {
    let head = [Item(.attributeName, .textString(name))] + (index.map { [Item(.attributeIndex, .integer($0))] } ?? [])
    return Item(.attribute, head + [Item(.attributeValue, value)])
  }

  private func name(_ text: String) -> Item.Value {
    Name(nameValue: text, nameType: .uninterpretedTextString).itemValue
  }

  private var aes: [Item] {
    [
      attribute("Cryptographic Algorithm", .enumeration(3)), attribute("Cryptographic Length", .integer(128)),
      attribute("Cryptographic Usage Mask", .integer(12)),
    ]
  }

  private func makeKey(_ fixture: Fixture, _ version: ProtocolVersion, _ more: [Item] = []) async throws -> Item {
    let created = try await payload(
      fixture, version, .create, [Item(.objectType, .enumeration(2)), Item(.templateAttribute, aes + more)])
    return try #require(created[.uniqueIdentifier])
  }

  @Test(arguments: first)
  func aKeyIsMadeFoundAndDestroyed(version: ProtocolVersion) async throws {
    let fixture = try Fixture()
    let id = try await makeKey(fixture, version, [attribute("Name", name("k"))])
    let found = try await payload(fixture, version, .locate, [attribute("Name", name("k"))])
    #expect(found.children(.uniqueIdentifier) == [id])
    #expect((found[.locatedItems] != nil) == (version >= ProtocolVersion(1, 3)))
    let shown = try await payload(
      fixture, version, .getAttributes,
      [id, Item(.attributeName, .textString("State")), Item(.attributeName, .textString("Name"))])
    #expect(shown.children == [id, attribute("State", .enumeration(1)), attribute("Name", name("k"), index: 0)])
    let object = try await payload(fixture, version, .get, [id])
    #expect(object[.symmetricKey]?[.keyBlock]?[.keyValue]?[.keyMaterial]?.bytes?.count == 16)
    #expect(try await payload(fixture, version, .destroy, [id]).children == [id])
    let reason = version >= .v2_0 ? ResultReason.objectDestroyed : .permissionDenied
    let failure = await #expect(throws: OperationFailure.self) { try await payload(fixture, version, .get, [id]) }
    #expect(failure?.reason == reason)
  }

  @Test(arguments: first)
  func everyAttributeThatIsShownIsOneOfTheVersion(version: ProtocolVersion) async throws {
    let fixture = try Fixture()
    let id = try await makeKey(fixture, version)
    let names = try await payload(fixture, version, .getAttributeList, [id]).children(.attributeName).map {
      $0.text ?? ""
    }
    let shown = try await payload(fixture, version, .getAttributes, [id]).children(.attribute)
    #expect(Set(shown.map { $0[.attributeName]?.text ?? "" }) == Set(names))
    #expect(names.contains("Fresh") == (version >= ProtocolVersion(1, 1)))
    #expect(names.contains("Sensitive") == (version >= .v1_4))
    #expect(!names.contains("Key Format Type") && !names.contains(""))
  }

  @Test(arguments: first)
  func instancesOfAnAttributeAreChangedByIndex(version: ProtocolVersion) async throws {
    let fixture = try Fixture()
    let id = try await makeKey(fixture, version, [attribute("Name", name("a"))])
    let added = try await payload(fixture, version, .addAttribute, [id, attribute("Name", name("b"))])
    #expect(added.children == [id, attribute("Name", name("b"), index: 1)])
    let changed = try await payload(fixture, version, .modifyAttribute, [id, attribute("Name", name("c"), index: 1)])
    #expect(changed.children == [id, attribute("Name", name("c"), index: 1)])
    let reference = [id, Item(.attributeName, .textString("Name"))]
    let deleted = try await payload(fixture, version, .deleteAttribute, reference)
    #expect(deleted.children == [id, attribute("Name", name("a"), index: 0)])
    #expect(
      try await payload(fixture, version, .getAttributes, reference).children(.attribute).map {
        $0[.attributeValue]?.value
      } == [name("c")])
    for operation in [OperationCode.deleteAttribute, .modifyAttribute] {
      let which =
        operation == .deleteAttribute
        ? reference + [Item(.attributeIndex, .integer(7))] : [id, attribute("Name", name("d"), index: 7)]
      let failure = await #expect(throws: OperationFailure.self) {
        try await payload(fixture, version, operation, which)
      }
      #expect(failure?.reason == .itemNotFound)
    }
  }

  @Test func customAttributesAreTheVendorAttributesOfLaterVersions() async throws {
    let fixture = try Fixture()
    let id = try await makeKey(fixture, .v1_4, [attribute("x-Colour", .textString("red"))])
    let attributes = try await fixture.attributes(.text(id.text ?? ""))
    #expect(attributes.vendor("x", "Colour") == .textString("red"))
    let answer = try await payload(
      fixture, .v1_0, .addAttribute, [id, attribute("x-Size", .integer(3))])
    #expect(answer[.attribute]?[.attributeName]?.text == "x-Size")
    #expect(try await fixture.attributes(.text(id.text ?? "")).vendor("x", "Size") == .integer(3))
  }

  @Test func aTemplateGivesItsAttributesToObjectsThatNameIt() async throws {
    let fixture = try Fixture()
    let version = ProtocolVersion(1, 2)
    let template = try await payload(
      fixture, version, .register,
      [
        Item(.objectType, .enumeration(6)), Item(.templateAttribute, [attribute("Name", name("t"))]),
        Item(.template, aes),
      ])
    let id = try #require(template[.uniqueIdentifier])
    #expect(try await payload(fixture, version, .get, [id])[.template]?.children == aes)
    let created = try await payload(
      fixture, version, .create,
      [
        Item(.objectType, .enumeration(2)),
        Item(.templateAttribute, [Item(.name, name("t")), attribute("Cryptographic Length", .integer(256))]),
      ])
    let attributes = try await fixture.attributes(.text(created[.uniqueIdentifier]?.text ?? ""))
    #expect(attributes.cryptographicAlgorithm == .aes && attributes.cryptographicLength == 256)
    #expect(attributes.names.isEmpty)
    let failure = await #expect(throws: OperationFailure.self) {
      try await payload(
        fixture, version, .create,
        [Item(.objectType, .enumeration(2)), Item(.templateAttribute, [Item(.name, name("unknown"))])])
    }
    #expect(failure?.reason == .itemNotFound && failure?.message.contains("unknown") == true)
  }

  @Test(arguments: ProtocolVersion.spoken)
  func queryAndDiscoveryTellOfTheVersion(version: ProtocolVersion) async throws {
    let fixture = try Fixture()
    let operations = try await payload(fixture, version, .query, [Item(.queryFunction, .enumeration(1))])
      .children(.operation).map { OperationCode(rawValue: $0.enumeration ?? 0) }
    #expect(operations.contains(.create) && operations.contains(.encrypt) == (version >= ProtocolVersion(1, 2)))
    #expect(operations.allSatisfy { $0.exists(in: version) })
    for operation in [OperationCode.encrypt, .setAttribute] where !operation.exists(in: version) {
      let failure = await #expect(throws: OperationFailure.self) { try await payload(fixture, version, operation, []) }
      #expect(failure?.reason == .operationNotSupported)
    }
    let types = try await payload(fixture, version, .query, [Item(.queryFunction, .enumeration(2))])
    #expect(types.children(.objectType).contains(Item(.objectType, .enumeration(6))) == version.namesAttributes)
    guard OperationCode.discoverVersions.exists(in: version) else { return }
    let known = try await payload(fixture, version, .discoverVersions, [])
    #expect(try known.children.map { try ProtocolVersion($0.value) } == ProtocolVersion.spoken)
    let asked = [ProtocolVersion(1, 0), ProtocolVersion(9, 9)].map { Item(.protocolVersion, $0.itemValue) }
    #expect(try await payload(fixture, version, .discoverVersions, asked).children == [asked[0]])
  }
}
