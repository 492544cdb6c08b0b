import KMSSyntax

/// Which argument goes to which parameter, before any of them is evaluated.
struct ArgumentLayout: Sendable {
  struct Slot: Sendable {
    let parameter: CommandParameter
    let arguments: [Argument]
    /// Whether the arguments stand without a name in a `rest` parameter and so are elements of its list.
    let isSpread: Bool

    /// Of the first argument.
    var span: Span? { arguments.first?.span }
  }

  private(set) var slots: [Slot] = []
  private(set) var problems: [Diagnostic] = []
  /// The parameter that takes what a pipeline hands on.
  private(set) var fed: CommandParameter?
  /// Required parameters that got nothing.
  private(set) var missing: [CommandParameter] = []

  /// `owner` is what messages call the command, such as `sign`.
  init(_ arguments: [Argument], for parameters: [CommandParameter], of owner: Name, isFed: Bool = false) {
    var named: [String: Argument] = [:]
    for argument in arguments {
      guard let name = argument.name else { continue }
      guard let parameter = parameters.first(where: { Word.normal($0.name) == Word.normal(name.text) }) else {
        problems.append(.unknownParameter(name, of: owner, among: parameters.map(\.name)))
        continue
      }
      if named.updateValue(argument, forKey: parameter.name) != nil { problems.append(.givenTwice(name)) }
    }
    place(arguments.filter { $0.name == nil }, named: named, parameters: parameters, owner: owner, isFed: isFed)
  }

  private mutating func place(
    _ unnamed: [Argument], named: [String: Argument], parameters: [CommandParameter], owner: Name, isFed: Bool
  ) {
    var unnamed = unnamed[...]
    var waitsForFed = isFed
    for parameter in parameters {
      if let argument = named[parameter.name] {
        slots.append(Slot(parameter: parameter, arguments: [argument], isSpread: false))
      } else if parameter.form != .named, waitsForFed {
        waitsForFed = false
        fed = parameter
      } else if parameter.form == .positional, let argument = unnamed.popFirst() {
        slots.append(Slot(parameter: parameter, arguments: [argument], isSpread: false))
      } else if parameter.form == .rest, !unnamed.isEmpty {
        slots.append(Slot(parameter: parameter, arguments: Array(unnamed), isSpread: true))
        unnamed = []
      } else if parameter.isRequired {
        missing.append(parameter)
        problems.append(.missing(parameter, of: owner))
      }
    }
    if let extra = unnamed.first { problems.append(.tooMany(extra, for: parameters, of: owner)) }
    if waitsForFed { problems.append(.takesNoInput(owner)) }
  }
}
