import AuditLog
import KMIP
import KMIPClient
import KMSInterpreter
import KMSSyntax
import Testing

@testable import KMSCommands

@Suite struct RefusalTests {
  @Test(arguments: [
    (ResultReason.itemNotFound, DiagnosticCode.itemNotFound), (.permissionDenied, .permissionDenied),
    (.wrongKeyLifecycleState, .wrongKeyLifecycleState), (.objectDestroyed, .objectDestroyed),
    (.objectAlreadyExists, .objectAlreadyExists), (.incompatibleCryptographicUsageMask, .usageMaskRefused),
    (.operationNotSupported, .operationNotSupported), (.invalidField, .invalidField), (.missingData, .missingData),
    (.cryptographicFailure, .cryptographicFailure), (.keyFormatTypeNotSupported, .keyFormatNotSupported),
    (.sensitive, .notExtractable), (.notExtractable, .notExtractable), (.attributeReadOnly, .attributeRefused),
    (.objectArchived, .objectArchived), (.invalidMessage, .invalidMessage), (.generalFailure, .serverFailure),
    (.authenticationNotSuccessful, .authenticationRefused), (.usageLimitExceeded, .usageLimitExceeded),
    (ResultReason(rawValue: 0x8000_0042), .refused),
  ])
  func aRefusalHasItsCodeAndHint(reason: ResultReason, code: DiagnosticCode) async throws {
    let server = FakeKMS { item in item.operation == .sign ? refusal(reason, "because", of: .sign) : nil }
    server.add(.privateKey, algorithm: .rsa)
    let bench = try Bench(server)
    // A server that has answered once is not refusing the version of the protocol.
    let outcome = try await bench.run("show k1\nsign k1 data=\"x\"")
    #expect(outcome.exitStatus == .failed)
    let failure = try #require(outcome.failures.first)
    #expect(failure.kind == .refused)
    #expect(failure.diagnostic.code == code)
    #expect(failure.diagnostic.message == "the server refused Sign: \(reason.name) (because)")
    #expect(failure.diagnostic.notes == ["nothing was changed on the server"])
    #expect(failure.diagnostic.hint == Refusal(reason).hint)
    #expect(failure.value.reason == reason.word)
    let result = try #require(try await bench.entries.last)
    #expect(result.line == "result Sign [k1] refused")
    #expect(result.reason == reason.name)
    #expect(result.message == "because")
  }

  @Test func aScriptSeesWhatWasRefused() async throws {
    let server = FakeKMS { item in
      item.operation == .revoke ? refusal(.permissionDenied, "not yours", of: .revoke) : nil
    }
    let bench = try Bench(server)
    let outcome = try await bench.run(
      """
      try { revoke k7 } else $e {
        print $e.reason $e.operation $e.id $e.applied $e.sent $e.phase $e.message $e.code
      }
      assert fails(item_not_found) { show k7 }
      assert fails(permission-denied, item_not_found) { revoke k7 }
      assert fails(any) { show k7 }
      """)
    #expect(outcome.exitStatus == .ok)
    #expect(
      bench.console.lines.prefix(7) == [
        "permission-denied", "Revoke", "k7", "no", "true", "server", "not yours",
      ])
  }

  @Test func anotherRefusalThanTheOneNamedFailsTheAssertion() async throws {
    let bench = try Bench()
    #expect(try await bench.run("assert fails(permission_denied) { show k7 }").exitStatus == .failed)
    let cutOff = try Bench(FakeKMS { _ throws(TransportError) in throw unsent })
    #expect(try await cutOff.run("assert fails(any) { show k7 }").exitStatus == .unreachable)
  }

  @Test func oneActiveKeyOfAListSparesThemAll() async throws {
    let server = FakeKMS()
    for state in [State.deactivated, .preActive, .active] { server.add(.symmetricKey, state: state) }
    let bench = try Bench(server)
    let outcome = try await bench.run("destroy [k1, k2, k3]")
    #expect(outcome.exitStatus == .failed)
    let failure = try #require(outcome.failures.first)
    #expect(failure.diagnostic.message == "k3 is active and is not destroyed")
    #expect(failure.diagnostic.hint == "revoke it first:  revoke k3 reason=cessation-of-operation")
    #expect(failure.diagnostic.notes == ["nothing was changed on the server"])
    #expect(failure.value.id == "k3")
    #expect(!server.heard.contains { $0.hasPrefix("Destroy") })
    #expect(try await bench.entries.map(\.kind) == [.intent, .result])
    #expect(try await bench.run("assert fails(wrong_key_lifecycle_state) { destroy k3 }").exitStatus == .ok)
  }

  @Test(arguments: [
    "destroy '[\"prod\"]'", "revoke '[\"prod\"]'", "destroy [k1, '[\"prod\"]']",
    "let $tag = '[\"prod\"]'\nrevoke $tag", "create id='[\"prod\"]'", "show '[]'",
  ])
  func aListOfTagsNeverStandsForAnIdentifier(script: String) async throws {
    let bench = try Bench()
    bench.server.add(.symmetricKey, state: .deactivated)
    if try bench.findings(script).isEmpty { #expect(try await bench.run(script).exitStatus == .failed) }
    #expect(!bench.server.heard.contains { $0.contains("prod") || $0.contains("[]") })
    #expect(bench.server.heard.filter { !$0.hasPrefix("Get Attributes") } == [])
  }

  @Test func aLinkToAListOfTagsIsNotFollowed() async throws {
    let bench = try Bench()
    bench.server.add(.privateKey, algorithm: .rsa, id: "p") { $0.setLink(.publicKeyLink, "[\"prod\"]") }
    bench.server.add(.publicKey, algorithm: .rsa, id: "[\"prod\"]")
    let outcome = try await bench.run("retire p")
    #expect(outcome.exitStatus == .failed)
    #expect(bench.server.heard == ["Get Attributes p"])
    #expect(outcome.failures.first?.diagnostic.message == "[\"prod\"] is a list of tags, not an identifier")
    #expect(try await bench.run("print count((find))").exitStatus == .ok)
    #expect(bench.console.lines == ["1"])
    #expect(!bench.server.heard.contains { $0.contains("prod") })
  }
}
