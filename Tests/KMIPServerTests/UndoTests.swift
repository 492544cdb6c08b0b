import KMIP
import KeyStore
import TTLV
import Testing

@testable import KMIPServer

@Suite struct UndoTests {
  private let missing = RequestBatchItem(Get(uniqueIdentifier: "missing"))

  @Test func everyWriteIsTakenBack() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey([.encrypt, .decrypt, .deriveKey], active: false) {
      $0.usageLimits = UsageLimits(usageLimitsTotal: 9, usageLimitsUnit: .object)
    }
    let before = try await fixture.export(id)
    let defaults = DefaultsInformation(objectDefaults: [
      ObjectDefaults(objectType: .symmetricKey, attributes: .with { $0.description = "by default" })
    ])
    let constraint = Constraint(attributes: .with { $0.cryptographicLength = 128 })
    let revoked = RevocationReason(revocationReasonCode: .keyCompromise)
    let items: [RequestBatchItem] = [
      RequestBatchItem(SetDefaults(defaultsInformation: defaults)), RequestBatchItem(Activate(uniqueIdentifier: id)),
      RequestBatchItem(SetAttribute(uniqueIdentifier: id, newAttribute: Attribute(.comment, "x"))),
      RequestBatchItem(Encrypt(uniqueIdentifier: id, data: [1])),
      RequestBatchItem(GetUsageAllocation(uniqueIdentifier: id, usageLimitsCount: 2)),
      RequestBatchItem(Archive(uniqueIdentifier: id)), RequestBatchItem(Recover(uniqueIdentifier: id)),
      RequestBatchItem(ReKey(uniqueIdentifier: id)),
      RequestBatchItem(
        CreateSplitKey(
          objectType: .splitKey, splitKeyParts: 2, splitKeyThreshold: 2, splitKeyMethod: .xor, attributes: .aes())),
      RequestBatchItem(Revoke(uniqueIdentifier: id, revocationReason: revoked)),
      RequestBatchItem(Destroy(uniqueIdentifier: id)),
      RequestBatchItem(SetConstraints(constraints: Constraints(constraint: [constraint]))), missing,
    ]
    let answer = try await fixture.send(fixture.message(items) { $0.batchErrorContinuationOption = .undo })
    #expect(answer.items.count == items.count)
    #expect(answer.items.dropLast().allSatisfy { $0.resultStatus == .operationUndone })
    #expect(answer.items.compactMap(\.resultMessage) == ["object not found for identifier missing"])
    #expect(try await fixture.export(id) == before)
    #expect(try await fixture.perform(Locate()).uniqueIdentifier == [id])
    #expect(try await fixture.perform(GetConstraints()).constraints == Constraints())
    #expect(
      try await fixture.perform(Query(queryFunction: [.queryDefaultsInformation])).defaultsInformation
        == DefaultsInformation())
  }

  @Test func whatCannotBeTakenBackIsRefused() async throws {
    let fixture = try Fixture()
    let create = RequestBatchItem(Create(objectType: .symmetricKey, attributes: .aes()))
    for request in [RequestBatchItem(Log(logMessage: "x")), RequestBatchItem(Login())] {
      let message = fixture.message([create, request]) { $0.batchErrorContinuationOption = .undo }
      let answer = try await fixture.send(message)
      #expect(answer.items.map(\.resultStatus) == [.operationUndone, .operationFailed])
      #expect(answer.items.last?.resultReason == .featureNotSupported)
    }
    #expect(try await fixture.perform(Locate()).uniqueIdentifier == [])
  }

  @Test func whoGoesAwayDoesNotStopTheTakingBack() async throws {
    let fixture = try Fixture()
    let create = RequestBatchItem(Create(objectType: .symmetricKey, attributes: .aes()))
    let message = fixture.message([create, missing]) { $0.batchErrorContinuationOption = .undo }
    for _ in 0..<20 {
      let request = Task { try await fixture.send(message) }
      await Task.yield()
      request.cancel()
      _ = try? await request.value
    }
    #expect(try await fixture.perform(Locate()).uniqueIdentifier == [])
  }
}

extension Fixture {
  fileprivate func export(_ id: UniqueIdentifier) async throws -> StoredObject? {
    try await store.read { try $0.objectWithMaterial(id.description) }
  }
}
