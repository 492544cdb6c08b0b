import Foundation
import Spawning
import Testing

/// A loop of forty creates, four at once, that has begun and gets no further: its requests are held before the server.
final class DammedRun {
  static let script = """
    kms 1
    let $made = for $name in split("\((1...40).map { "k\($0)" }.joined(separator: ","))", ",") parallel=4 {
      let $key = create name=$name
      yield $key.id
    }
    step "tidy" always { print "tidied" }
    """

  let home: Home
  let dam: Dam
  let process: ChildProcess
  private let server: Home
  private let serving: ChildProcess
  let direct: String

  init() throws {
    server = try Home()
    home = try Home()
    serving = try server.start(["serve", "--http", "127.0.0.1:0"])
    direct = try server.address(of: serving)
    dam = try Dam(before: direct, passing: 24)
    try home.write("many.kms", Self.script)
    process = try home.start(["--server", dam.address, "many.kms"], as: "run.")
    dam.waitUntilHeld(4, while: process)
    #expect(process.isRunning)
  }

  deinit {
    dam.stop()
    for process in [process, serving] where process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Waits until the run has said that it heard of the signal.
  func signal(_ signal: Int32, answeredBy words: String) throws {
    kill(process.processIdentifier, signal)
    while process.isRunning, try !home.read("run.errors").contains(words) { usleep(1000) }
  }

  func end() throws -> Home.Ended { try home.wait(for: process, as: "run.") }

  /// The newest session's identifier.
  func session() throws -> String {
    let lines = try home.kmsh(["audit", "sessions", "--output", "jsonl"]).output.split(separator: "\n")
    let line = lines.first { $0.contains("many.kms") } ?? ""
    return line.firstRange(of: "\"id\":\"").map { String(line[$0.upperBound...].prefix { $0 != "\"" }) } ?? ""
  }

  /// Keys at the server, and names that they have.
  func made() throws -> [Int] {
    let counts = "print [count((find)), count((find | distinct name))]"
    return try home.kmsh(["--server", direct, "-c", counts]).output.split { !$0.isNumber }.compactMap { Int($0) }
  }
}
