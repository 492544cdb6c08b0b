import KMIP
import KMIPServer
import TTLV
import Testing

@Suite struct MessageTests {
  private let create = Create(objectType: .symmetricKey, attributes: .aes())
  private let missing = Get(uniqueIdentifier: "missing")

  @Test(arguments: MessageEncoding.allCases)
  func aBatchHandsItsObjectOn(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let answer = try await fixture.send(
      fixture.message([
        RequestBatchItem(create, uniqueBatchItemID: [1]), RequestBatchItem(Get(), uniqueBatchItemID: [2]),
        RequestBatchItem(GetAttributes(uniqueIdentifier: .enumeration(.create)), uniqueBatchItemID: [3]),
      ]))
    #expect(answer.items.map(\.resultStatus) == [.success, .success, .success])
    #expect(answer.items.map(\.uniqueBatchItemID) == [[1], [2], [3]])
    #expect(answer.header.batchCount == 3 && answer.header.timeStamp == fixture.now)
  }

  @Test func aBatchStopsOrGoesOnAsItIsTold() async throws {
    let fixture = try Fixture()
    let items = [RequestBatchItem(missing), RequestBatchItem(create)]
    let stopped = try await fixture.send(fixture.message(items))
    #expect(stopped.items.map(\.resultStatus) == [.operationFailed])
    let continued = try await fixture.send(fixture.message(items) { $0.batchErrorContinuationOption = .continue })
    #expect(continued.items.map(\.resultStatus) == [.operationFailed, .success])
  }

  @Test func whatCannotBeHonouredIsRefused() async throws {
    let fixture = try Fixture()
    let items = [RequestBatchItem(create), RequestBatchItem(create)]
    let changes: [((inout RequestHeader) -> Void, ResultReason)] = [
      ({ $0.batchErrorContinuationOption = .undo }, .featureNotSupported),
      ({ $0.asynchronousIndicator = .mandatory }, .featureNotSupported),
      ({ $0.batchCount = 3 }, .invalidMessage),
      ({ $0.protocolVersion = ProtocolVersion(3, 0) }, .unsupportedProtocolVersion),
      ({ $0.protocolVersion = ProtocolVersion(1, 4) }, .unsupportedProtocolVersion),
      ({ $0.maximumResponseSize = 64 }, .responseTooLarge),
    ]
    for (change, reason) in changes {
      let answer = try await fixture.send(fixture.message(items, change))
      #expect(answer.items.first?.resultReason == reason)
    }
  }

  @Test func theVersionOfARequestIsTheVersionOfItsAnswer() async throws {
    let fixture = try Fixture()
    for version in [ProtocolVersion.v2_0, .v2_1] {
      let answer = try await fixture.send(fixture.message([RequestBatchItem(Query())]) { $0.protocolVersion = version })
      #expect(answer.header.protocolVersion == version && answer.items.first?.resultStatus == .success)
    }
    let old = try await fixture.send(
      fixture.message([RequestBatchItem(DiscoverVersions())]) { $0.protocolVersion = ProtocolVersion(1, 2) })
    #expect(old.header.protocolVersion == ProtocolVersion(1, 2) && old.items.first?.resultStatus == .success)
  }

  @Test(arguments: MessageEncoding.allCases)
  func theServerTellsWhatItDoes(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let functions: [QueryFunction] = [.queryOperations, .queryObjects, .queryServerInformation, .queryCapabilities]
    let query = try await fixture.perform(Query(queryFunction: functions))
    #expect(query.operation == EmbeddedKMS.operations && query.operation.contains(.reCertify))
    #expect(query.vendorIdentification == "kmsh" && query.objectType.contains(.certificate))
    #expect(query.capabilityInformation.first?.batchUndoCapability == false)
    let versions = try await fixture.perform(DiscoverVersions(protocolVersion: [ProtocolVersion(9, 9), .v2_0]))
    #expect(versions.protocolVersion == [.v2_0])
    #expect(try await fixture.refusal(Ping()) == .operationNotSupported)
  }

  @Test func aBareOperationIsAnsweredBare() async throws {
    let fixture = try Fixture()
    let request = #"""
      {"tag":"Create","value":[{"tag":"ObjectType","type":"Enumeration","value":"SymmetricKey"},{"tag":"Attributes",
      "value":[{"tag":"CryptographicAlgorithm","type":"Enumeration","value":"AES"},
      {"tag":"UniqueIdentifier","type":"TextString","value":"k"}]}]}
      """#
    let answer = await fixture.kms.respondBare(to: Array(request.utf8), as: Identity(name: "alice"))
    let text = String(decoding: try answer.get(), as: UTF8.self)
    #expect(text.contains(#""CreateResponse""#) && text.contains(#""k""#))
    let again = await fixture.kms.respondBare(to: Array(request.utf8), as: Identity(name: "alice"))
    #expect(throws: OperationFailure.self) { try again.get() }
    let unknown = await fixture.kms.respondBare(to: Array(#"{"tag":"State","value":[]}"#.utf8), as: Identity(name: "a"))
    guard case .failure(let failure) = unknown else { return #expect(Bool(false), "State is no operation") }
    #expect(failure.reason == .operationNotSupported)
  }
}
