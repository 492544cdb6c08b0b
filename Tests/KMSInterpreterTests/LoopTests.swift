import KMSInterpreter
import KMSSyntax
import Synchronization
import Testing

/// Holds items back until the test lets them go, so that their order is the test's.
actor Gate {
  private var waiting: [String: CheckedContinuation<Void, Never>] = [:]
  private var arrivals: [String] = []
  private var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

  func wait(_ name: String) async {
    await withCheckedContinuation { continuation in
      waiting[name] = continuation
      arrivals.append(name)
      let ready = watchers.filter { $0.count <= arrivals.count }
      watchers.removeAll { $0.count <= arrivals.count }
      ready.forEach { $0.continuation.resume() }
    }
  }

  func arrived(_ count: Int) async -> [String] {
    if arrivals.count < count {
      await withCheckedContinuation { watchers.append((count, $0)) }
    }
    return arrivals
  }

  func open(_ name: String) { waiting.removeValue(forKey: name)?.resume() }
}

extension Gate {
  /// With `hold`, which waits at the gate.
  static func commands(_ gate: Gate) -> CommandTable {
    CommandTable(
      FakeCommands.table.all + [
        Command(
          "hold", "waits at the gate", effect: .write,
          parameters: [CommandParameter("name", .text, .positional, required: true, help: "which")]
        ) { invocation in
          let name = invocation.arguments.text("name") ?? ""
          await gate.wait(name)
          if name == "bad" { throw Failure(.refused, Diagnostic(.itemNotFound, "bad", at: invocation.site.span)) }
          if Task.isCancelled { throw CancellationError() }
          return .text(name)
        }
      ])
  }
}

@Suite struct LoopTests {
  @Test func resultsComeInTheOrderOfTheList() async throws {
    let gate = Gate()
    async let ran = run(
      "let $t = for $x in [\"a\", \"b\", \"c\"] parallel=3 { let $v = hold $x; print $v; yield $v }\nprint $t.value",
      commands: Gate.commands(gate))
    #expect(await gate.arrived(3).sorted() == ["a", "b", "c"])
    await gate.open("c")
    await gate.open("b")
    await gate.open("a")
    let result = try await ran
    #expect(result.errors == [])
    #expect(result.printed.last == "a, b, c")
    #expect(result.printed.count == 4)
  }

  @Test func noMoreThanItsWidthRunAtOnceAndAFailureStopsTheLaunching() async throws {
    let gate = Gate()
    let scope = Scope()
    async let ran = run(
      "let $t = for $x in [\"bad\", \"b\", \"c\"] parallel=2 { yield (hold $x) }", commands: Gate.commands(gate),
      prompt: scope)
    #expect(await gate.arrived(2).sorted() == ["b", "bad"])
    await gate.open("bad")
    await gate.open("b")
    let result = try await ran
    #expect(result.errors == ["K0401: bad"])
    guard case .table(let table)? = scope["t"] else { throw Missing() }
    #expect(table.rows.compactMap { $0["outcome"].map(ValueText.text) } == ["failed", "done", "not-started"])
    #expect(await gate.arrived(2).count == 2)
  }

  @Test func drainingLetsItemsUnderWayComeToTheirEnd() async throws {
    let gate = Gate()
    let scope = Scope()
    let drain = Drain()
    let script = """
      step "work" { let $t = for $x in ["a", "b", "c"] parallel=2 { let $y = hold $x; print $x; yield $y } }
      print "not this"
      step "tidy up" always { for $x in [1, 2] { print $x } }
      """
    async let ran = run(script, commands: Gate.commands(gate), prompt: scope, drain: drain)
    _ = await gate.arrived(2)
    #expect(drain.request())
    await gate.open("a")
    await gate.open("b")
    let result = try await ran
    #expect(result.outcome.exitStatus == .interrupted)
    #expect(result.printed.sorted() == ["1", "2", "a", "b"])
    guard case .table(let table)? = scope["t"] else { throw Missing() }
    #expect(table.rows.compactMap { $0["outcome"].map(ValueText.text) } == ["done", "done", "not-started"])
  }

  @Test func withoutALoopNothingDrains() { #expect(!Drain().request()) }

  @Test func cancellingReachesWhatRuns() async throws {
    let gate = Gate()
    let scope = Scope()
    let task = Task {
      try await run(
        "let $t = for $x in [\"a\", \"b\", \"c\"] parallel=2 { yield (hold $x) }\nprint 1",
        commands: Gate.commands(gate),
        prompt: scope)
    }
    _ = await gate.arrived(2)
    task.cancel()
    await gate.open("a")
    await gate.open("b")
    let result = try await task.value
    #expect(result.outcome.exitStatus == .interrupted)
    #expect(result.outcome.wasCancelled)
    #expect(result.printed == [])
    guard case .table(let table)? = scope["t"] else { throw Missing() }
    #expect(table.rows.compactMap { $0["outcome"].map(ValueText.text) } == ["failed", "failed", "not-started"])
  }

  @Test func aDoubtInALoopInALoopCountsOnce() async throws {
    #expect(try await run("for $x in [1, 2] { for $y in [1] { doubt } }").outcome.inDoubt == 1)
  }

  @Test func progressCountsWhatIsDone() async throws {
    let ran = try await run("step \"s\" { for $x in [1, 2] { if $x == 2 { skip \"no\" } } }")
    #expect(
      ran.host.seen.progress.map(Self.text) == [
        "step s", "2 of $x at 2", "2: 1 done, 0 skipped", "2: 2 done, 1 skipped", "2 ended", "end of s true",
      ])
  }

  private static func text(_ progress: Progress) -> String {
    switch progress {
    case .stepBegan(let title): "step \(title)"
    case .stepEnded(let title, let succeeded): "end of \(title) \(succeeded)"
    case .loopBegan(let loop, let total): "\(total) of $\(loop.name) at \(loop.key)"
    case .loop(let loop, let count): "\(loop.key): \(count.done) done, \(count.skipped) skipped"
    case .loopEnded(let loop): "\(loop.key) ended"
    }
  }

  @Test func anItemInDoubtMakesTheRunOneInDoubt() async throws {
    let ran = try await run("for $x in [1, 2] { doubt }")
    #expect(ran.outcome.inDoubt == 1)
    #expect(ran.outcome.exitStatus == .inDoubt)
    #expect(ran.outcome.failures.first?.diagnostic.notes == ["item 1 of 2: 1 in doubt, 1 not started"])
  }

  @Test func theListIsFrozenAndATableGivesItsRows() async throws {
    let ran = try await run("for $row in (find | select name, algorithm) { print $row.name $row.algorithm }")
    #expect(ran.printed == ["old rsa", "young ec", "lost rsa"])
  }

  private struct Missing: Error {}
}
