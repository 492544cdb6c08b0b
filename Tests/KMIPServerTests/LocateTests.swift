import KMIP
import KMIPServer
import TTLV
import Testing

@Suite struct LocateTests {
  private func found(_ fixture: Fixture, _ change: (inout Attributes) -> Void) async throws -> [UniqueIdentifier] {
    try await fixture.perform(Locate(attributes: .with(change))).uniqueIdentifier
  }

  @Test(arguments: MessageEncoding.allCases)
  func objectsAreFoundByWhatIsSaidOfThem(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let one = try await fixture.makeKey([.encrypt]) {
      $0.names = [Name(nameValue: "one", nameType: .uninterpretedTextString)]
      $0.objectGroups = ["g"]
      $0.applicationSpecificInformation = [
        ApplicationSpecificInformation(applicationNamespace: "ssl", applicationData: "x")
      ]
    }
    fixture.pass(100)
    let two = try await fixture.makeKey([.decrypt], active: false) { $0.comment = "second" }
    let pair = try await fixture.makePair()
    #expect(
      try await found(fixture) { $0.names = [Name(nameValue: "one", nameType: .uninterpretedTextString)] } == [one])
    #expect(try await found(fixture) { $0.names = [Name(nameValue: "one", nameType: .uri)] }.isEmpty)
    #expect(try await found(fixture) { $0.objectGroups = ["g"] } == [one])
    #expect(try await found(fixture) { $0.cryptographicAlgorithm = .aes } == [one, two])
    #expect(try await found(fixture) { $0.cryptographicUsageMask = .decrypt } == [two])
    #expect(try await found(fixture) { $0.comment = "second" } == [two])
    #expect(try await found(fixture) { $0.state = .preActive } == [two])
    #expect(try await found(fixture) { $0.objectType = .privateKey } == [pair.privateKeyUniqueIdentifier])
    let link = pair.privateKeyUniqueIdentifier.description
    #expect(try await found(fixture) { $0.setLink(.privateKeyLink, link) } == [pair.publicKeyUniqueIdentifier])
    let information = ApplicationSpecificInformation(applicationNamespace: "ssl")
    #expect(try await found(fixture) { $0.applicationSpecificInformation = [information] } == [one])
    let dates = [DateTime(seconds: fixture.now.seconds - 150), DateTime(seconds: fixture.now.seconds - 50)]
    #expect(try await found(fixture) { $0.setValues(.initialDate, dates) } == [one])
    #expect(try await found(fixture) { $0.initialDate = dates[0] }.isEmpty)
  }

  @Test func pagesFollowTheOrderOfCreation() async throws {
    let fixture = try Fixture()
    var ids: [UniqueIdentifier] = []
    for _ in 0..<5 { ids.append(try await fixture.makeKey { $0.comment = "c" }) }
    // One query that the database answers alone, and one that it does not.
    for attributes in [Attributes(), .with { $0.comment = "c" }] {
      let page = try await fixture.perform(Locate(maximumItems: 2, offsetItems: 1, attributes: attributes))
      #expect(page.uniqueIdentifier == Array(ids[1...2]) && page.locatedItems == 5)
    }
    #expect(try await fixture.refusal(Locate(maximumItems: -1)) == .numericRange)
  }

  @Test func destroyedObjectsAreFoundWhenTheyAreAskedFor() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey(active: false)
    try await fixture.perform(Destroy(uniqueIdentifier: id))
    #expect(try await fixture.perform(Locate()).uniqueIdentifier.isEmpty)
    #expect(try await fixture.perform(Locate(storageStatusMask: .destroyedStorage)).uniqueIdentifier == [id])
    #expect(try await found(fixture) { $0.state = .destroyed } == [id])
  }
}
