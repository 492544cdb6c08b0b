import KMSInterpreter
import KMSSyntax

/// `--name value` and `--name=value` as a script's parameters; `-` and `_` alike.
struct ScriptArguments {
  private(set) var values: [String: Value] = [:]
  private(set) var problems: [Diagnostic] = []

  init(_ arguments: [String], of program: Program) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--"), argument.count > 2 else {
        problems.append(Diagnostic(.unknownParameter, "'\(argument)' is no parameter", hint: "write --name value"))
        continue
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let parameter = program.parameters.first(where: { Self.isSame($0.name.text, name) }) else {
        problems.append(Self.unknown(name, program))
        // Its value, if it has one, is not a parameter too.
        if parts.count == 1, rest.first?.hasPrefix("--") == false { rest.removeFirst() }
        continue
      }
      if parts.count == 2 {
        read(String(parts[1]), for: parameter)
      } else if let text = rest.popFirst() {
        read(text, for: parameter)
      } else {
        problems.append(Diagnostic(.missingParameter, "--\(name) has no value"))
      }
    }
  }

  private mutating func read(_ text: String, for parameter: Parameter) {
    do { values[parameter.name.text] = try ParameterParsing.value(text: text, for: parameter) } catch {
      problems.append(error as? Diagnostic ?? Diagnostic(.wrongType, "--\(parameter.name.text): \(error)"))
    }
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.replacing("_", with: "-") == right.replacing("_", with: "-")
  }

  private static func unknown(_ name: String, _ program: Program) -> Diagnostic {
    let names = program.parameters.map { $0.name.text }
    let near = Suggestion.nearest(to: name, in: names).map { "did you mean --\($0)?" }
    let known =
      names.isEmpty ? "the script has no parameters" : "it has: " + names.map { "--" + $0 }.joined(separator: " ")
    return Diagnostic(.unknownParameter, "the script has no parameter '\(name)'", hint: near ?? known)
  }
}
