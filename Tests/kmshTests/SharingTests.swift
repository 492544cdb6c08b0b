import Foundation
import PostgresTesting
import Spawning
import Testing

/// Several processes that work on one run, over one audit log in PostgreSQL.
@Suite(.enabled(if: PostgresServer.shared != nil, "PostgreSQL is not installed"))
struct SharingTests {
  private static let count = 60

  // The leader begins with the loop once a symmetric key is there.
  private static let script = """
    kms 1
    let $due = find type=private-key state=active
    wait until (find type=symmetric-key | count) > 0 every=100ms
    let $done = for $key in $due parallel=2 {
      let $new = rekey-pair $key
      let $probe = random 32
      let $signature = sign $new.private data=$probe
      assert (verify $new.public data=$probe signature=$signature).valid
      yield {old: $key.id, new: $new.private.id}
    }
    print ($done | where outcome == done | count)

    """

  private static var making: String {
    let numbers = (1...count).map(String.init).joined(separator: ", ")
    return "for $i in [\(numbers)] parallel=8 { let $pair = create-pair algorithm=ec usage=[sign, verify] }\n"
  }

  let store: String
  let postgres: PostgresServer
  let server: Home
  let serving: ChildProcess
  let leader: Home

  init() throws {
    postgres = try #require(PostgresServer.shared)
    store = try postgres.makeSchema()
    (server, leader) = (try Home(), try Home())
    serving = try server.start(["serve", "--http", "127.0.0.1:0"])
    while serving.isRunning, try server.read("errors").isEmpty { sched_yield() }
    try leader.write("rotate.kms", Self.script)
    try leader.write("make.kms", Self.making)
    #expect(try run(["run", leader.path + "/make.kms"]).status == 0)
  }

  private var environment: [String: String] {
    let address = (try? server.read("errors").split(separator: " ").last.map { String($0.dropLast()) }) ?? ""
    return ["KMSH_AUDIT_STORE": store, "KMS_URL": address]
  }

  private func run(_ arguments: [String]) throws -> Home.Ended {
    try Home().kmsh(arguments, environment: environment)
  }

  private func number(_ sql: String) throws -> Int { Int(try postgres.run(sql, on: store) ?? "") ?? 0 }

  private func lead() throws -> (process: ChildProcess, session: String) {
    let process = try leader.start(["run", "--share", "rotate.kms"], environment: environment)
    while process.isRunning, try !leader.read("errors").hasSuffix("\n") { sched_yield() }
    return (process, try leader.read("errors").split { $0 == " " || $0.isNewline }.last.map(String.init) ?? "")
  }

  private func join(_ session: String) throws -> [(home: Home, process: ChildProcess)] {
    let joiners = try (1...3).map { _ in
      let home = try Home()
      return (home: home, process: try home.start(["join", session], environment: environment))
    }
    while joiners.allSatisfy(\.process.isRunning),
      try number("SELECT count(*) FROM audit_log WHERE kind = 'resume' AND session = '\(session)'") < 3
    {
      sched_yield()
    }
    return joiners
  }

  /// Kills it in the middle of an item, once it has finished one.
  private func kill(_ process: ChildProcess) throws {
    let held = "SELECT count(*) FROM item_claim WHERE split_part(claimant, '@', 1) = '\(process.processIdentifier)'"
    while process.isRunning,
      try number("\(held) AND outcome IS NULL") == 0 || number("\(held) AND outcome = 'done'") == 0
    {
      sched_yield()
    }
    process.kill()
    #expect(process.terminationStatus == 137)
  }

  private func expectEachKeyRotatedOnce(_ session: String) throws {
    let claims = "SELECT count(*) FROM item_claim WHERE run = '\(session)' AND outcome = 'done'"
    #expect(try number(claims) == Self.count)
    for state in ["active", "deactivated"] {
      let found = try run(["-c", "print (find type=private-key state=\(state) | count)"])
      #expect(found.output == "\(Self.count)\n", "\(state): \(found.errors)")
    }
    #expect(try run(["audit", "verify"]).status == 0)
  }

  @Test func fourProcessesRotateEachKeyOnceAlsoWhenOneIsKilled() throws {
    defer { serving.kill() }
    let (process, session) = try lead()
    let joiners = try join(session)
    #expect(try run(["-c", "create name=\"go\""]).status == 0)
    try kill(joiners[0].process)
    for process in [process] + joiners.dropFirst().map(\.process) { process.waitUntilExit() }
    let errors = try leader.read("errors")
    #expect(process.terminationStatus == 0, "\(errors)")
    #expect(try leader.read("output") == "\(Self.count)\n")
    for joiner in joiners.dropFirst() {
      let errors = try joiner.home.read("errors")
      #expect(joiner.process.terminationStatus == 0, "\(errors)")
    }
    #expect(
      try number("SELECT count(DISTINCT claimant) FROM item_claim WHERE run = '\(session)' AND outcome = 'done'") == 4)
    try expectEachKeyRotatedOnce(session)
  }

  @Test func withoutItsLeaderTheOthersFinishTheLoopAndResumeFinishesTheRun() throws {
    defer { serving.kill() }
    let (process, session) = try lead()
    #expect(try run(["resume", session]).errors.contains("runs in another process, perhaps on another host"))
    let joiners = try join(session)
    #expect(try run(["-c", "create name=\"go\""]).status == 0)
    try kill(process)
    for joiner in joiners {
      joiner.process.waitUntilExit()
      #expect(joiner.process.terminationStatus == 1)
      #expect(try joiner.home.read("errors").hasSuffix("go on with: kmsh resume \(session)\n"))
    }
    let resumed = try run(["resume", session])
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.output == "\(Self.count)\n")
    #expect(try run(["join", session]).errors.contains("has ended with exit status 0"))
    try expectEachKeyRotatedOnce(session)
  }
}

@Suite struct UnsharedTests {
  @Test func aRunIsNotSharedThroughAFile() throws {
    let home = try Home()
    try home.write("one.kms", "print 1\n")
    let ended = try home.kmsh(["run", "--share", "one.kms"])
    #expect(ended.status == 2)
    #expect(ended.errors.contains("a run is shared through an audit log in PostgreSQL, and this one is the file"))
  }
}
