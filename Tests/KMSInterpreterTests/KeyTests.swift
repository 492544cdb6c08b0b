import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct KeyTests {
  private static let script = """
    def f(n: text) { create aes name=$n; if $n == "b" { create rsa name=$n }; return $n }
    let $x = 1
    let $t = for $n in ["a", "b", "c", "d", "e", "f", "g", "h"] parallel=8 budget=2 {
      let $m = f($n)
      for $k in [1, 2, 3] parallel=3 {
        create ec name="{$m}{$k}"
        if $k == 3 { skip "no" }
      }
      if $n == "c" { refuse }
      yield $n
    }
    create aes name="last"
    """

  private func keys() async throws -> [String] {
    let ran = try await run(Self.script)
    #expect(ran.errors == [])
    let calls = zip(ran.host.seen.ran, ran.host.seen.sites).map { "\($1.key) \($0)" }
    let events = ran.host.seen.events.map { "\($0.site.key) \($0.text)" }
    return (calls + events).sorted()
  }

  @Test func theSameStatementHasTheSameKeyHoweverItemsRunBesideEachOther() async throws {
    let first = try await keys()
    for _ in 1...5 { #expect(try await keys() == first) }
    #expect(Set(first.map { $0.split(separator: " ")[0] }).count == first.count)
  }

  @Test func aKeyNamesLoopsAndItems() async throws {
    let keys = try await keys()
    #expect(keys.contains("3 for $n in a list of 8 parallel=8 budget=2"))
    #expect(keys.contains("3/2/3 create algorithm=rsa name=\"b\""))
    #expect(keys.contains("3/1/4/2/1 create algorithm=ec name=\"a2\""), "\(keys)")
    #expect(keys.contains("4 create algorithm=aes name=\"last\""))
  }

  @Test func theEntriesOfAPromptAreToldApart() async throws {
    let host = FakeHost()
    let program = try #require(Checker(commands: FakeCommands.table, host: host).check(try parse("create aes")).program)
    let interpreter = Interpreter(commands: FakeCommands.table, host: host, fingerprint: { "\($0.count)" })
    _ = await interpreter.run(program, now: 0, at: "7")
    #expect(host.seen.sites.map(\.key) == ["7/1"])
  }
}
