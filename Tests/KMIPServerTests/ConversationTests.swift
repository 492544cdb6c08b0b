import KMIP
import KeyStore
import Synchronization
import TTLV
import Testing

@testable import KMIPServer

/// Operations that are about the conversation, not about objects.
@Suite struct ConversationTests {
  @Test func aMessageForTheLogReachesIt() async throws {
    let lines = Lines()
    let kms = EmbeddedKMS(
      store: try ObjectStore.inMemory(), clock: { 0 },
      description: ServerDescription(vendorIdentification: "kmsh", serverName: "embedded", serverVersion: "1"),
      remark: { identity, message in lines.add("\(identity.name): \(message)") })
    let begin = Interop(interopFunction: .begin, interopIdentifier: "BL-M-1")
    let end = Interop(interopFunction: .end, interopIdentifier: "BL-M-1")
    for item in [RequestBatchItem(Log(logMessage: "hello")), RequestBatchItem(begin), RequestBatchItem(end)] {
      let header = RequestHeader(protocolVersion: .v2_1, batchCount: 1)
      let answer = await kms.respond(to: RequestMessage(header: header, items: [item]), as: Identity(name: "alice"))
      #expect(answer.items.first?.resultStatus == .success && answer.items.first?.payload == [])
    }
    #expect(
      lines.all == ["alice: hello", "alice: interop test BL-M-1: Begin", "alice: interop test BL-M-1: End"])
  }

  @Test func whatTheServerDoesNotKeepOrChangeItRefuses() async throws {
    let fixture = try Fixture()
    try await fixture.perform(Ping())
    #expect(try await fixture.refusal(Log(logMessage: "x")) == .featureNotSupported)
    #expect(try await fixture.refusal(Interop(interopFunction: .reset)) == .permissionDenied)
    #expect(try await fixture.refusal(Interop(interopFunction: .begin)) == .invalidField)
    #expect(try await fixture.perform(SetEndpointRole(endpointRole: .client)).endpointRole == .client)
    #expect(try await fixture.refusal(SetEndpointRole(endpointRole: .server)) == .featureNotSupported)
  }

  @Test func anApplicationBeginsAndEndsWithPKCS11() async throws {
    let fixture = try Fixture()
    let information = PKCS11(pkcs11Function: .cGetInfo)
    #expect(try await fixture.perform(information).pkcs11ReturnCode == .cryptokiNotInitialized)
    let begun = try await fixture.perform(PKCS11(pkcs11Function: .cInitialize, pkcs11InputParameters: [1]))
    #expect(begun.pkcs11ReturnCode == .ok && begun.pkcs11Function == .cInitialize)
    let value = try #require(begun.correlationValue)
    let info = try await fixture.perform(PKCS11(pkcs11Function: .cGetInfo, correlationValue: value))
    let bytes = try #require(info.pkcs11OutputParameters)
    #expect(info.pkcs11ReturnCode == .ok && bytes.count == 76)
    #expect(Array(bytes.prefix(6)) == [2, 40] + Array("kmsh".utf8))
    #expect(
      try await fixture.perform(PKCS11(pkcs11Function: .cGetInfo, correlationValue: value), as: "bob").pkcs11ReturnCode
        == .cryptokiNotInitialized)
    let other = PKCS11(pkcs11Function: .cEncrypt, correlationValue: value)
    #expect(try await fixture.perform(other).pkcs11ReturnCode == .functionNotSupported)
    let end = PKCS11(pkcs11Function: .cFinalize, correlationValue: value)
    #expect(try await fixture.perform(end).pkcs11ReturnCode == .ok)
    #expect(try await fixture.perform(end).pkcs11ReturnCode == .cryptokiNotInitialized)
    let strange = PKCS11(pkcs11Function: PKCS11Function(rawValue: 999))
    #expect(try await fixture.refusal(strange) == .pkcs11InvalidFunction)
    #expect(
      try await fixture.refusal(PKCS11(pkcs11Interface: "other", pkcs11Function: .cGetInfo)) == .pkcs11InvalidInterface)
    #expect(
      try await fixture.refusal(PKCS11(pkcs11Function: .cInitialize, pkcs11InputParameters: [1, 2]))
        == .pkcs11CodecError)
  }

  @Test func theServerDoesWhatAClientMayAskFor() throws {
    // A server that makes credentials anew needs a registration authority.
    let missing = Set(operationTypes.map { $0.code }).subtracting(EmbeddedKMS.operations)
    #expect(missing == [.reProvision])
    #expect(EmbeddedKMS.operations.count == Set(EmbeddedKMS.operations).count)
  }
}

private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  func add(_ line: String) { lines.withLock { $0.append(line) } }
}
