import Foundation
import Testing

/// What is left when a run is stopped from outside.
@Suite struct InterruptionTests {
  private static let script = (0..<2000).map { "create name=\"k\($0)\"\n" }.joined()

  /// Waits for the first line of output, which says that the run is under way.
  private func awaitOutput(_ home: Home, _ process: Process) {
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

  @Test func aServerAnswersAnotherKmshAndStopsInOrder() throws {
    let (server, client) = (try Home(), try Home())
    let process = try server.start(["serve", "--http", "127.0.0.1:0"])
    defer { kill(process.processIdentifier, SIGKILL) }
    while process.isRunning, try server.read("errors").isEmpty { sched_yield() }
    let address = try server.read("errors").split(separator: " ").last.map { String($0.dropLast()) } ?? ""
    let made = try client.kmsh(["--server", address, "-c", "create name=\"far\"\nprint (find | first).name"])
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.hasSuffix("\"far\"\n"))
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try server.read("errors").hasSuffix("stopped\n"))
  }
}
