import Foundation

/// All scenarios, one after the other, and the sums.
struct Siege {
  let options: Options

  init(_ options: Options) { self.options = options }

  func run() throws {
    let folder = NSTemporaryDirectory() + "/kmsh-chaos-\(getpid())"
    var kills = 0
    var cuts = 0
    for chosen in options.scenarios {
      let scenario = options.pykmip == nil ? chosen : chosen.withoutTags
      let result = try Campaign(options: options, scenario: scenario, folder: folder).run()
      kills += result.kills
      cuts += result.cuts
      say(line(scenario, result))
    }
    say("\(options.scenarios.count) scenarios: \(kills) kills, \(cuts) cuts; all held")
    try? FileManager.default.removeItem(atPath: folder)
  }

  // Seen at once, also where the output is a file.
  private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private func line(_ scenario: Scenario, _ result: Campaign.Result) -> String {
    let faults = Fault.allCases.compactMap { fault in result.counts[fault].map { "\($0) \(fault.rawValue)" } }
    return """
      \(scenario.name): \(result.items) items, each done once; \(result.kills) kills, \(result.resumes) resumes, \
      \(result.cuts) cuts (\(faults.joined(separator: ", "))); \(result.records) records, the log verifies; \
      \(Int(result.seconds)) s
      """
  }
}
