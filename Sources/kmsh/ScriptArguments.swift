import ArgumentParser
import KMSSyntax

/// What stands behind a script's name: `--name value` and `--name=value`.
///
/// A parameter of the script wins; what the script does not know may be an option of kmsh.
struct ScriptArguments {
  private(set) var values: [String: String] = [:]
  private(set) var options = ConnectionOptions()
  private(set) var reports = ReportOptions()
  private(set) var plan = PlanOptions()

  /// - Parameter isPlan: Whether options of `kmsh plan` may stand among them.
  init(_ arguments: [String], of script: Source, isPlan: Bool = false) throws {
    let parameters = Self.parameters(of: script)
    var ours: [String] = []
    var wanted: [String] = []
    var planned: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if isPlan, argument == "-o" || PlanOptions.flags.contains(Self.name(argument, besides: parameters)) {
        planned.append(argument)
        if argument == "-o" { planned += rest.popFirst().map { [$0] } ?? [] }
        continue
      }
      guard argument.hasPrefix("--"), argument.count > 2 else {
        throw ValidationError("'\(argument)' is no parameter of a script: write --name value")
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let text = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
        throw ValidationError("--\(name) has no value")
      }
      if !parameters.contains(Self.normal(name)) {
        if ConnectionOptions.names.contains(name) {
          ours += ["--" + name, text]
          continue
        }
        if isPlan, PlanOptions.names.contains(name) {
          planned += ["--" + name, text]
          continue
        }
        if ReportOptions.names.contains(name) {
          wanted += ["--" + name, text]
          continue
        }
      }
      guard values.updateValue(text, forKey: name) == nil else {
        throw ValidationError("--\(name) is given twice")
      }
    }
    options = try ConnectionOptions.parse(ours)
    reports = try ReportOptions.parse(wanted)
    plan = try PlanOptions.parse(planned)
  }

  /// Whether help on the command itself is asked for, in place of a script.
  static func isHelp(_ arguments: [String]) -> Bool { arguments.first == "--help" || arguments.first == "-h" }

  /// Whether help on the script is asked for: a last `--help` has no value.
  static func isScriptHelp(_ arguments: [String]) -> Bool { arguments.last == "--help" || arguments == ["-h"] }

  /// Names that the script declares; a script that does not parse has none, and is refused for that later.
  private static func parameters(of script: Source) -> Set<String> {
    guard case .success(let tree) = Parser.parseFile(script) else { return [] }
    return Set(
      tree.statements.compactMap { statement in
        if case .param(let parameter) = statement.kind { normal(parameter.name.text) } else { nil }
      })
  }

  /// What follows the hyphens of an argument that is no parameter of the script.
  private static func name(_ argument: String, besides parameters: Set<String>) -> String {
    guard argument.hasPrefix("--") else { return "" }
    let name = String(argument.dropFirst(2))
    return parameters.contains(normal(name)) ? "" : name
  }

  private static func normal(_ name: String) -> String { name.replacing("_", with: "-") }
}
