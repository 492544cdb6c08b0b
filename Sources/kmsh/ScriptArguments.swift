import ArgumentParser

/// `--name value` and `--name=value` for a script's parameters.
struct ScriptArguments {
  private(set) var values: [String: String] = [:]

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--"), argument.count > 2 else {
        throw ValidationError("'\(argument)' is no parameter of a script: write --name value")
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let text = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
        throw ValidationError("--\(name) has no value")
      }
      guard values.updateValue(text, forKey: name) == nil else {
        throw ValidationError("--\(name) is given twice")
      }
    }
  }
}
