import Foundation

/// One scenario against one server, with faults on the wire and kills.
struct Campaign {
  let options: Options
  let scenario: Scenario
  let folder: String

  struct Result {
    var kills = 0
    var resumes = 0
    var cuts = 0
    var counts: [Fault: Int] = [:]
    var records = 0
    var items = 0
    var seconds = 0.0
  }

  func run() throws -> Result {
    let start = Date()
    let client = Kmsh(program: options.kmsh, home: try makeFolder("client"))
    let target = try Target(options, in: try makeFolder("server"))
    defer { target.stop() }
    let proxy = try FaultProxy(to: target.port, rate: options.rate, seed: options.seed)
    try target.writeConfiguration(proxy, home: client.home)
    let names = (1...options.items).map { "k\($0)" }.joined(separator: ",")
    if !scenario.setUp.isEmpty {
      let script = try write(scenario.setUpScript, "setup.kms", in: client)
      try client.succeed(
        ["run"] + target.direct + [script, "--names", names, "--algorithm", options.algorithm], as: "setup")
    }
    let runbook = try write(scenario.runbook, "runbook.kms", in: client)
    let arguments = [runbook, "--names", names, "--count", "\(options.items)"]
    var result = try fight(client, first: ["run"] + target.through(proxy) + arguments, proxy)
    let proof = try write(scenario.proofScript, "proof.kms", in: client)
    try client.succeed(["run"] + target.direct + [proof, "--count", "\(options.items)"], as: "proof")
    try client.succeed(["audit", "verify"], as: "verify")
    (result.records, result.items) = try count(client)
    (result.counts, result.cuts) = (proxy.counts, proxy.cuts)
    result.seconds = Date().timeIntervalSince(start)
    return result
  }

  /// Runs and resumes until the run has come to its end, killing it as often as there are kills left.
  private func fight(_ client: Kmsh, first: [String], _ proxy: FaultProxy) throws -> Result {
    var result = Result()
    var generator = SeededGenerator(seed: options.seed &+ 1)
    var arguments = first
    while true {
      let running = try client.start(arguments, as: "run")
      let isKilled = result.kills < options.kills && isHit(running, &generator)
      let ended = running.wait()
      if isKilled, ended.status == 137 { result.kills += 1 }
      if ended.status == 0 { return result }
      guard [3, 5, 137].contains(ended.status) || result.resumes == 0 && ended.output.isEmpty else {
        throw ChaosError("the run ended with \(ended.status): \(ended.errors.suffix(3000))")
      }
      guard result.resumes < options.kills * 4 + 200 else {
        throw ChaosError("the run comes to no end: \(ended.errors.suffix(3000))")
      }
      // A run that was killed before its first record is begun, not resumed.
      if let session = try session(client) {
        arguments = ["resume", session]
        result.resumes += 1
      }
    }
  }

  private func isHit(_ running: Running, _ generator: inout SeededGenerator) -> Bool {
    let pause = UInt32.random(in: 0...options.life, using: &generator)
    let end = Date().addingTimeInterval(Double(pause) / 1_000_000)
    while running.process.isRunning, Date() < end { usleep(1000) }
    guard running.process.isRunning else { return false }
    running.kill()
    return true
  }

  /// The newest session that ran the runbook.
  private func session(_ client: Kmsh) throws -> String? {
    let ended = try client.run(["audit", "sessions", "--output", "jsonl"], as: "sessions")
    // Killed before there was a log.
    guard ended.status == 0 else { return nil }
    let lines = ended.output
    for line in lines.split(separator: "\n") {
      guard line.contains("runbook.kms"), let mark = line.range(of: "\"session\":\"") ?? line.range(of: "\"id\":\"")
      else { continue }
      return String(line[mark.upperBound...].prefix { $0 != "\"" })
    }
    return nil
  }

  /// Records of the session, and items that its report lists once each.
  private func count(_ client: Kmsh) throws -> (records: Int, items: Int) {
    guard let session = try session(client) else { throw ChaosError("the run is not on record") }
    let lines = try client.succeed(["audit", "export", "--session", session], as: "export").split(separator: "\n")
    var labels: [String: Int] = [:]
    for line in lines {
      guard let item = try Self.item(line) else { continue }
      labels[item.label, default: 0] += item.outcome == "done" ? 1 : 0
    }
    let odd = labels.filter { $0.value != 1 }
    guard odd.isEmpty else { throw ChaosError("items that are on record as done other than once: \(odd)") }
    guard labels.count == options.items else {
      throw ChaosError("\(labels.count) items are on record, not \(options.items)")
    }
    return (lines.count, labels.count)
  }

  private static func item(_ line: Substring) throws -> (label: String, outcome: String)? {
    guard line.contains("\"item\":{"),
      let whole = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
      let record = whole["record"] as? [String: Any], let details = record["details"] as? [String: Any],
      let item = details["item"] as? [String: Any], let label = item["label"] as? String,
      let outcome = item["outcome"] as? String
    else { return nil }
    return (label, outcome)
  }

  private func makeFolder(_ name: String) throws -> String {
    let path = folder + "/\(scenario.name)-\(name)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private func write(_ text: String, _ name: String, in client: Kmsh) throws -> String {
    try text.write(toFile: client.home + "/" + name, atomically: true, encoding: .utf8)
    return name
  }
}
