import Foundation
import Spawning
import Testing

/// `scripts/chaos` in small: connections cut, the program killed, runs resumed, and everything counted.
@Suite struct ChaosTests {
  @Test(arguments: ["rekey-pair", "create", "destroy"])
  func everyItemIsDoneOnceWhateverBreaks(scenario: String) throws {
    let home = try Home()
    let words = [
      Home.built("kmsh-chaos"), "--kmsh", Home.built("kmsh"), "--items", "24", "--kills", "3", "--rate", "80", "--life",
      "700", "--seed", "7", scenario,
    ]
    let siege = try ChildProcess(
      words, in: home.path, environment: ["HOME": home.path, "TMPDIR": home.path, "PATH": "/usr/bin:/bin"],
      output: home.path + "/output", errors: home.path + "/errors")
    let status = siege.terminationStatus
    let (output, errors) = (try home.read("output"), try home.read("errors"))
    #expect(status == 0, "\(output) \(errors)")
    #expect(output.contains("24 items, each done once"))
  }
}
