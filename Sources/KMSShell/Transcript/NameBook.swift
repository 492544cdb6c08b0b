/// What names of the prompt are called in a script, where a name is bound once.
struct NameBook {
  private var variables: [String: String] = [:]
  private var functions: [String: String] = [:]
  /// Names that are in use here and in the blocks around.
  private var taken: Set<String> = []

  func variable(_ name: String) -> String { variables[name] ?? name }
  func function(_ name: String) -> String { functions[name] ?? name }

  mutating func bind(_ name: String) -> String {
    let new = fresh(name, taken)
    taken.insert(new)
    variables[name] = new
    return new
  }

  mutating func define(_ name: String) -> String {
    let new = fresh(name, Set(functions.values))
    functions[name] = new
    return new
  }

  /// A function's own names may be those of the script around it.
  mutating func enterFunction() { taken = [] }

  private func fresh(_ name: String, _ taken: Set<String>) -> String {
    guard taken.contains(name) else { return name }
    var number = 2
    while taken.contains("\(name)-\(number)") { number += 1 }
    return "\(name)-\(number)"
  }
}
