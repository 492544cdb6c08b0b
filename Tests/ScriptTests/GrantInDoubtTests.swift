import KMIPClient
import KMIPTesting
import KMSInterpreter
import KMSSyntax
import Synchronization
import Testing

/// A grant whose answer is lost is looked for in the object's list, and sent again only if it is not there.
@Suite struct GrantInDoubtTests {
  @Test(arguments: [
    (FaultyTransport.Fault.afterSending, 1), (.whileSending, 2),
  ]) func aLostAnswerIsLookedFor(fault: FaultyTransport.Fault, posts: Int) async throws {
    let seen = Mutex(0)
    try await Wire.inProcess.withClient { client in
      let faulty = FaultyTransport(client.transport) { _, request in
        guard request.first == UInt8(ascii: "{") else { return nil }
        let count = seen.withLock { seen in
          seen += 1
          return seen
        }
        return count == 1 ? fault : nil
      }
      let workspace = try Workspace(Client(transport: faulty, profile: .embedded))
      let (diagnostics, outcome) = try await workspace.run(
        Source(
          name: "test",
          text: """
            let $key = create
            let $granted = grant $key to="bob" operations=get
            print (rights $key | first).user
            """))
      #expect(diagnostics.map(\.message) == [])
      #expect(outcome?.exitStatus == .ok)
      #expect(workspace.lines == ["bob"])
      #expect(try await workspace.verifiesAudit())
    }
    #expect(seen.withLock { $0 } == posts)
  }
}
