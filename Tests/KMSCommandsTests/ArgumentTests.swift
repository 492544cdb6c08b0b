import AuditLog
import KMIP
import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct ArgumentTests {
  @Test(arguments: [
    ("create-pair algorithm=rsa curve=p256", "rsa has no choice of curves"),
    ("create-pair algorithm=ed25519 curve=p256", "ed25519 has no choice of curves"),
    ("create-pair algorithm=ec curve=p256 length=256", "both a length and a curve are given"),
    ("create-pair algorithm=ec length=512", "no curve has that length"),
    ("create-pair algorithm=ed25519 length=512", "no curve has that length"),
    ("create length=99999999999", "99999999999 is out of range"),
    ("random 0", "'count' is from 1 to 65536"),
    ("set k1", "no attribute is given"),
    ("destroy []", "no object is given"),
    ("certify subject=\"CN=x\"", "either a public key or a request is wanted"),
  ])
  func whatMakesNoSenseIsNotSent(script: String, message: String) async throws {
    let bench = try Bench()
    let outcome = try await bench.run(script)
    #expect(outcome.exitStatus == .failed)
    #expect(outcome.failures.map(\.diagnostic.message) == [message])
    #expect(bench.server.messages.isEmpty)
    #expect(try await bench.entries.map(\.status) == [nil, .refused])
  }

  @Test func theSameObjectTwiceInAListIsActedOnOnce() async throws {
    let bench = try Bench()
    bench.server.add(.symmetricKey, state: .deactivated)
    #expect(try await bench.run("destroy [k1, k1]").exitStatus == .ok)
    #expect(bench.server.heard.filter { $0.hasPrefix("Destroy") } == ["Destroy k1"])
  }
}
