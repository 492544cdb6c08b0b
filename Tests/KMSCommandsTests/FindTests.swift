import KMIP
import KMIPClient
import KMSInterpreter
import TTLV
import Testing

@testable import KMSCommands

@Suite struct FindTests {
  private static let capped = ServerProfile(name: "capped", allowsBatches: true, locateCap: 3)

  private static func populate(_ server: FakeKMS) {
    for state in [State.active, .active, .preActive, .deactivated] { server.add(.symmetricKey, state: state) }
    for state in [State.active, .preActive, .destroyed] { server.add(.privateKey, state: state, algorithm: .rsa) }
    for _ in 1...2 { server.add(.publicKey, algorithm: .rsa) }
    server.add(.certificateRequest, algorithm: nil)
  }

  @Test func aFullAnswerIsAskedForAgainInParts() async throws {
    let server = FakeKMS(cap: 3)
    Self.populate(server)
    let bench = try Bench(server, profile: Self.capped)
    #expect(try await bench.run("let $all = find\nprint count($all)").exitStatus == .ok)
    #expect(bench.console.lines == ["10"])
    #expect(server.heard.count { $0 == "Locate" } > 2)
  }

  @Test func itSaysSoWhenItCouldNotSeeEverything() async throws {
    let server = FakeKMS(cap: 3)
    for _ in 1...5 { server.add(.symmetricKey) }
    let bench = try Bench(server, profile: Self.capped)
    _ = try await bench.run("print count((find))")
    #expect(
      bench.console.lines == ["warning: the server names at most so many objects at a time; there may be more", "3"])
  }

  @Test func whatStandsInNoPartIsNotTakenForTheWhole() async throws {
    let server = FakeKMS(cap: 3)
    for _ in 1...3 { server.add(ObjectType(rawValue: 0x8000_0001), algorithm: nil) }
    server.add(ObjectType(rawValue: 0x8000_0001), algorithm: nil)
    let bench = try Bench(server, profile: Self.capped)
    _ = try await bench.run("print count((find))")
    #expect(bench.console.lines.count == 2)
  }

  @Test func aPartThatTheServerRefusesIsMissedAloud() async throws {
    let server = FakeKMS(cap: 3) { item in
      let type = (try? Locate(items: item.payload))?.attributes?.objectType
      return item.operation == .locate && type == .pgpKey ? refusal(.invalidField, of: .locate) : nil
    }
    Self.populate(server)
    let bench = try Bench(server, profile: Self.capped)
    #expect(try await bench.run("print count((find))").exitStatus == .ok)
    #expect(bench.console.lines.map { $0.hasPrefix("warning") } == [true, false])
  }

  @Test(arguments: [
    ("find type=symmetric-key", 4), ("find state=active", 6), ("find type=symmetric-key state=active", 2),
    ("find algorithm=rsa type=public-key", 2), ("find name=\"other\"", 0), ("find usage=[sign]", 0),
    ("find type=private-key limit=1", 1), ("find limit=0", 0),
  ])
  func filtersHoldWhereTheServerIgnoresThem(command: String, count: Int) async throws {
    let server = FakeKMS(filters: false)
    Self.populate(server)
    let bench = try Bench(server)
    #expect(try await bench.run("print count((\(command)))").exitStatus == .ok)
    #expect(bench.console.lines == ["\(count)"])
  }

  @Test func attributesAreReadInBatches() async throws {
    let server = FakeKMS()
    Self.populate(server)
    let bench = try Bench(server)
    _ = try await bench.run("find")
    #expect(server.messages.map(\.items.count) == [1, 10])
    let alone = try Bench(server, profile: .generic)
    _ = try await alone.run("find")
    #expect(server.messages.dropFirst(2).map(\.items.count) == [Int](repeating: 1, count: 11))
  }

  @Test func hiddenTagsAreAskedForByName() async throws {
    let server = FakeKMS(hidesTags: true)
    for tags in [["prod"], ["prod", "eu"], []] { server.add(.symmetricKey) { $0.tags = tags } }
    let bench = try Bench(server, profile: .cosmian)
    _ = try await bench.run("print count((find tag=\"prod\"))\nlet $k = show k2\nprint \"{$k.tags}\"")
    #expect(bench.console.lines == ["2", "prod, eu"])
    let references = try server.messages.filter { $0.items[0].operation == .getAttributes }.map {
      try GetAttributes(items: $0.items[0].payload).attributeReference.count
    }
    #expect(references == [0, 1, 0, 1])
  }

  @Test func anObjectThatWentAwayMeanwhileIsNoFailure() async throws {
    let server = FakeKMS { item in
      item.operation == .getAttributes && item.payload.identifier == "k2"
        ? refusal(.itemNotFound, of: .getAttributes) : nil
    }
    Self.populate(server)
    let bench = try Bench(server)
    _ = try await bench.run("print count((find))")
    #expect(bench.console.lines == ["9"])
  }
}
