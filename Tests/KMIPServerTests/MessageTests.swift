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

  @Test func aBatchIsTakenBackWhole() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey([.encrypt], active: false)
    let before = try await fixture.attributes(id)
    fixture.pass(1)
    let items = [
      RequestBatchItem(Activate(uniqueIdentifier: id)), RequestBatchItem(create), RequestBatchItem(Get()),
      RequestBatchItem(missing),
    ]
    let answer = try await fixture.send(fixture.message(items) { $0.batchErrorContinuationOption = .undo })
    #expect(
      answer.items.map(\.resultStatus) == [.operationUndone, .operationUndone, .operationUndone, .operationFailed])
    #expect(try await fixture.attributes(id) == before)
    #expect(try await fixture.perform(Locate()).uniqueIdentifier == [id])
  }

  @Test func whatCannotBeHonouredIsRefused() async throws {
    let fixture = try Fixture()
    let items = [RequestBatchItem(create), RequestBatchItem(create)]
    let changes: [((inout RequestHeader) -> Void, ResultReason)] = [
      ({ $0.batchCount = 3 }, .invalidMessage),
      ({ $0.protocolVersion = ProtocolVersion(3, 0) }, .unsupportedProtocolVersion),
      ({ $0.protocolVersion = ProtocolVersion(1, 9) }, .invalidMessage),
      ({ $0.maximumResponseSize = 64 }, .responseTooLarge),
    ]
    for (change, reason) in changes {
      let answer = try await fixture.send(fixture.message(items, change))
      #expect(answer.items.first?.resultReason == reason)
    }
  }

  @Test func theVersionOfARequestIsTheVersionOfItsAnswer() async throws {
    let fixture = try Fixture()
    for version in ProtocolVersion.spoken {
      let answer = try await fixture.send(fixture.message([RequestBatchItem(Query())]) { $0.protocolVersion = version })
      #expect(answer.header.protocolVersion == version && answer.items.first?.resultStatus == .success)
    }
    for (asked, answered) in [(ProtocolVersion(1, 9), ProtocolVersion.v1_4), (ProtocolVersion(3, 0), .v2_1)] {
      let answer = try await fixture.send(fixture.message([RequestBatchItem(Query())]) { $0.protocolVersion = asked })
      #expect(answer.header.protocolVersion == answered && answer.items.first?.resultStatus == .operationFailed)
    }
  }

  @Test(arguments: MessageEncoding.allCases)
  func theServerTellsWhatItDoes(encoding: MessageEncoding) async throws {
    let fixture = try Fixture(encoding)
    let functions: [QueryFunction] = [.queryOperations, .queryObjects, .queryServerInformation, .queryCapabilities]
    let query = try await fixture.perform(Query(queryFunction: functions))
    #expect(query.operation == EmbeddedKMS.operations && query.operation.contains(.reCertify))
    #expect(query.vendorIdentification == "kmsh" && query.objectType.contains(.certificate))
    #expect(query.capabilityInformation.first?.batchUndoCapability == true)
    let versions = try await fixture.perform(DiscoverVersions(protocolVersion: [ProtocolVersion(9, 9), .v2_0]))
    #expect(versions.protocolVersion == [.v2_0])
    #expect(query.capabilityInformation.first?.asynchronousCapability == true)
    let stranger = RequestBatchItem(operation: OperationCode(rawValue: 0x3F), payload: [])
    #expect(try await fixture.send(fixture.message([stranger])).items.first?.resultReason == .operationNotSupported)
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

extension MessageTests {
  @Test func whoIsNotKnownByNameGetsNothing() async throws {
    let fixture = try Fixture()
    let nobody = Identity(name: "owner", isAuthenticated: false)
    let request = fixture.message([RequestBatchItem(create)]).item.encoded()
    let bytes = await fixture.kms.respond(to: request, encoding: .binary, as: nobody)
    let answer = try ResponseMessage(Item(decoding: bytes))
    #expect(answer.items.map(\.resultReason) == [.authenticationNotSuccessful])
    let bare = await fixture.kms.respondBare(to: Array(#"{"tag":"Query","value":[]}"#.utf8), as: nobody)
    guard case .failure(let failure) = bare else { return #expect(Bool(false), "nobody is answered") }
    #expect(failure.reason == .authenticationNotSuccessful)
  }

  @Test func otherServersFieldsAreUnderstoodAndUnknownOnesSkipped() async throws {
    let fixture = try Fixture()
    let pair = try await fixture.makePair { $0.uniqueIdentifier = "k" }
    let fields = #"{"tag":"Cascade","type":"Boolean","value":true},{"tag":"Novelty","type":"Integer","value":1}"#
    let id = #"{"tag":"UniqueIdentifier","type":"TextString","value":"k"}"#
    let reason = #"{"tag":"RevocationReason","value":[{"tag":"RevocationReasonCode","type":"Enumeration","value":1}]}"#
    for request in [
      #"{"tag":"Revoke","value":[\#(id),\#(reason),\#(fields)]}"#, #"{"tag":"Destroy","value":[\#(id),\#(fields)]}"#,
    ] {
      _ = try await fixture.kms.respondBare(to: Array(request.utf8), as: Identity(name: "alice")).get()
    }
    #expect(try await fixture.state(pair.privateKeyUniqueIdentifier) == .destroyed)
    #expect(try await fixture.state(pair.publicKeyUniqueIdentifier) == .destroyed)
  }

  @Test func anUnknownNameOfAValueIsAnInvalidMessage() async throws {
    let request = #"{"tag":"Create","value":[{"tag":"ObjectType","type":"Enumeration","value":"Novelty"}]}"#
    let answer = await (try Fixture()).kms.respondBare(to: Array(request.utf8), as: Identity(name: "alice"))
    guard case .failure(let failure) = answer else { return #expect(Bool(false), "there is no such object type") }
    #expect(
      failure.reason == .invalidMessage && failure.message == "the value of ObjectType has a name that is not known")
  }
}
