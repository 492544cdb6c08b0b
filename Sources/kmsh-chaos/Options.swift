import Foundation

/// `--pykmip PORT --certificates DIR` in place of an embedded KMS in another process.
///
/// `--kmsh PATH --items 500 --kills 200 --rate 100 --life 1500 --algorithm rsa --seed 1 [SCENARIO …]`
struct Options {
  var kmsh = ".build/kmsh"
  var items = 500
  /// For each scenario, at most.
  var kills = 30
  /// Requests that meet a fault, in thousandths.
  var rate = 100
  /// Microseconds that a run lives at most before it is killed.
  var life: UInt32 = 1_500_000
  var algorithm = "ec"
  var seed: UInt64 = 1
  /// The port on which a PyKMIP server listens that keeps nothing yet.
  var pykmip: UInt16?
  /// Holds `ca.crt`, `client.crt` and `client.key`.
  var certificates = ""
  /// The kind of server that kmsh is told it is.
  var kind = "pykmip"
  var scenarios: [Scenario] = []

  init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        guard let scenario = Scenario.all.first(where: { $0.name == argument }) else {
          throw ChaosError("no scenario '\(argument)': \(Scenario.all.map(\.name).joined(separator: ", "))")
        }
        scenarios.append(scenario)
        continue
      }
      guard let value = rest.popFirst() else { throw ChaosError("\(argument) has no value") }
      try set(argument, value)
    }
    if scenarios.isEmpty { scenarios = Scenario.all }
    if !kmsh.hasPrefix("/") { kmsh = FileManager.default.currentDirectoryPath + "/" + kmsh }
  }

  private mutating func set(_ name: String, _ value: String) throws {
    switch name {
    case "--kmsh": kmsh = value
    case "--algorithm": algorithm = value
    case "--pykmip": pykmip = UInt16(clamping: try number(name, value))
    case "--certificates": certificates = value
    case "--kind": kind = value
    case "--items": items = try number(name, value)
    case "--kills": kills = try number(name, value)
    case "--rate": rate = try number(name, value)
    case "--life": life = UInt32(clamping: try number(name, value)) &* 1000
    case "--seed": seed = UInt64(clamping: try number(name, value))
    default: throw ChaosError("there is no option \(name)")
    }
  }

  private func number(_ name: String, _ value: String) throws -> Int {
    guard let number = Int(value), number >= 0 else { throw ChaosError("\(name) takes a number, found '\(value)'") }
    return number
  }
}
