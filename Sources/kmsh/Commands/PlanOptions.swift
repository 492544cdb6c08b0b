import ArgumentParser

/// How a plan is made and shown.
struct PlanOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("plan-file")], help: ArgumentHelp("Where to keep it.", valueName: "file"))
  var planFile: String?

  @Option(help: ArgumentHelp("How long it may be applied; 24.", valueName: "hours"))
  var validFor: Int?

  @Flag(help: "List every item of every loop.")
  var verbose = false

  @Flag(name: .customLong("detailed-exitcode"), help: "Exit with 2 if something would be written.")
  var detailedExitcode = false

  /// As they are spelled behind a script's name, without their hyphens.
  static let names: Set<String> = ["o", "plan-file", "valid-for"]
  static let flags: Set<String> = ["verbose", "detailed-exitcode"]

  var hours: Int { validFor ?? 24 }

  func validate() throws {
    guard (1...8760).contains(hours) else { throw ValidationError("--valid-for takes hours, from 1 to 8760") }
  }

  /// These, and those of `others` where these say nothing.
  func completed(by others: PlanOptions) -> PlanOptions {
    var result = self
    result.planFile = planFile ?? others.planFile
    result.validFor = validFor ?? others.validFor
    result.verbose = verbose || others.verbose
    result.detailedExitcode = detailedExitcode || others.detailedExitcode
    return result
  }
}
