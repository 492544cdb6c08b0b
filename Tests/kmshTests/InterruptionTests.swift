import Foundation
import Spawning
import Testing

/// What is left when a run is stopped from outside.
@Suite struct InterruptionTests {
  private static let script = (0..<2000).map { "create name=\"k\($0)\"\n" }.joined()

  /// Waits for the first line of output, which says that the run is under way.
  private func awaitOutput(_ home: Home, _ process: ChildProcess) {
    while process.isRunning, (try? home.read("output").isEmpty) ?? true { sched_yield() }
  }

  @Test func killedRunsLeaveALogThatVerifiesAndKeysThatAreThere() throws {
    let home = try Home()
    try home.write("many.kms", Self.script)
    var acknowledged = 0
    for _ in 0..<5 {
      let ended = try home.kmsh(["many.kms"]) { process in
        awaitOutput(home, process)
        kill(process.processIdentifier, SIGKILL)
      }
      acknowledged += ended.output.split(separator: "\n").count
    }
    let verified = try home.kmsh(["audit", "verify"])
    #expect(verified.status == 0, "\(verified.output)")
    let found = Int(try home.kmsh(["-c", "find type=symmetric-key | count"]).output.dropLast()) ?? 0
    // The last one of each run may be made and not yet acknowledged.
    #expect(found >= acknowledged)
    #expect(found <= acknowledged + 5)
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func aSignalStopsTheRunAndIsItsStatus(signal: Int32, status: Int32) throws {
    let home = try Home()
    try home.write("many.kms", Self.script)
    let ended = try home.kmsh(["many.kms"]) { process in
      awaitOutput(home, process)
      kill(process.processIdentifier, signal)
    }
    #expect(ended.status == status, "\(ended.errors)")
    #expect(ended.output.split(separator: "\n").count < 2000)
    #expect(try home.kmsh(["audit", "verify"]).status == 0)
    let sessions = try home.kmsh(["audit", "sessions", "--output", "jsonl"]).output
    #expect(!sessions.contains("\"ended\":null"))
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func theFirstSignalLetsItemsUnderWayComeToTheirEnd(signal: Int32, status: Int32) throws {
    let run = try DammedRun()
    try run.signal(signal, answeredBy: "stopping:")
    #expect(run.process.isRunning)
    run.dam.open()
    let ended = try run.end()
    #expect(ended.status == status, "\(ended.errors)")
    #expect(ended.output.contains("tidied"))
    let session = try run.session()
    #expect(ended.errors.hasSuffix("kmsh resume \(session)\n"), "\(ended.errors)")
    let outcomes = try run.home.kmsh(["audit", "sessions", "--output", "jsonl"]).output
    #expect(outcomes.contains("\"in-doubt\":0"), "\(outcomes)")
    let made = try run.made()
    #expect(made.count == 2 && made.allSatisfy((4..<40).contains), "\(made)")
  }

  @Test(
    arguments: [
      ([SIGINT, SIGINT], 130), ([SIGTERM, SIGINT], 143), ([SIGHUP], 129),
    ] as [([Int32], Int32)])
  func theSecondSignalLeavesWhatIsUnderWayInDoubt(signals: [Int32], status: Int32) throws {
    let run = try DammedRun()
    if signals.count == 2 { try run.signal(signals[0], answeredBy: "stopping:") }
    try run.signal(signals.last ?? 0, answeredBy: "cancelling:")
    let ended = try run.end()
    #expect(ended.status == status, "\(ended.errors)")
    let session = try run.session()
    #expect(ended.errors.hasSuffix("kmsh resume \(session)\n"), "\(ended.errors)")
    let sessions = try run.home.kmsh(["audit", "sessions", "--output", "jsonl"]).output
    #expect(sessions.contains("\"in-doubt\":4"), "\(sessions)")
  }

  @Test func aServerAnswersAnotherKmshAndStopsInOrder() throws {
    let (server, client) = (try Home(), try Home())
    let process = try server.start(["serve", "--http", "127.0.0.1:0"])
    defer { kill(process.processIdentifier, SIGKILL) }
    let address = try server.address(of: process)
    let made = try client.kmsh(["--server", address, "-c", "create name=\"far\"\nprint (find | first).name"])
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.hasSuffix("\"far\"\n"))
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try server.read("errors").hasSuffix("stopped\n"))
  }
}
