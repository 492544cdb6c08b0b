import Foundation
import Spawning
import Testing

/// Runs that were broken off, taken up again.
@Suite struct ResumeTests {
  @Test func aKilledRunIsResumedAndMakesEachKeyOnce() throws {
    let run = try DammedRun()
    let session = try run.session()
    let early = try run.home.kmsh(["resume", session])
    #expect(early.status == 2)
    #expect(early.errors.contains("runs in another process"), "\(early.errors)")
    kill(run.process.processIdentifier, SIGKILL)
    #expect(try run.end().output.isEmpty)

    let explained = try run.home.kmsh(["resume", "--explain", session])
    #expect(explained.status == 0)
    #expect(explained.output.contains("session \(session)"))
    try refuses(run, session)

    let resuming = try run.home.start(["resume", session, "--report-json", "report.json"], as: "resume.")
    run.dam.waitUntilHeld(5, while: resuming)
    #expect(try run.home.kmsh(["resume", session]).errors.contains("runs in another process"))
    run.dam.open()
    let resumed = try run.home.wait(for: resuming, as: "resume.")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.output.hasSuffix("tidied\"\n"))
    #expect(try run.made() == [40, 40])
    #expect(try run.home.kmsh(["audit", "verify"]).status == 0)
    #expect(try run.home.read("report.json").contains("k40"))
  }

  /// Another script, another server.
  private func refuses(_ run: DammedRun, _ session: String) throws {
    try run.home.write("many.kms", DammedRun.script + "\n")
    let script = try run.home.kmsh(["resume", session])
    #expect(script.status == 2)
    #expect(script.errors.contains("many.kms is not the script that session"), "\(script.errors)")
    try run.home.write("many.kms", DammedRun.script)
    let server = try run.home.kmsh(["resume", "--server", run.direct, session])
    #expect(server.status == 2)
    #expect(server.errors.contains("the server is not the one that session"), "\(server.errors)")
  }
}
