extension Unparser {
  /// The statement in one line, the inside of its blocks left out.
  public static func statement(_ statement: Statement) -> String {
    switch statement.kind {
    case .version(let version): "kms \(version)"
    case .param(let parameter): "param " + self.parameter(parameter)
    case .bind(let name, let value): "let $\(name.text) = \(expression(value))"
    case .if(let branches, _): (branches.first.map { "if \(expression($0.condition)) " } ?? "") + block
    case .for(let loop):
      (["for $\(loop.name.text) in \(expression(loop.list))"] + options(loop.options) + [block]).joined(separator: " ")
    case .step(let step):
      (["step \(expression(step.title))"] + (step.isAlways ? ["always"] : []) + options(step.options) + [block])
        .joined(separator: " ")
    case .assert(let condition, let why): claim("assert", condition, why)
    case .check(let condition, let why): claim("check", condition, why)
    case .assertFails(let reasons, let inner):
      "assert fails(\(reasons.map(\.text).joined(separator: ", "))) { \(self.statement(inner)) }"
    case .fail(let why): "fail " + expression(why)
    case .confirm(let question): "confirm " + expression(question)
    case .try: "try " + block
    case .def(let function):
      "def \(function.name.text)(\(function.parameters.map(parameter).joined(separator: ", "))) \(block)"
    case .use(let path, _): "use " + quote(path)
    case .yield(let value): "yield " + expression(value)
    case .return(let value): value.map { "return " + expression($0) } ?? "return"
    case .skip(let why): "skip " + expression(why)
    case .expression(let value): expression(value)
    case .wait(let wait): (["wait until \(expression(wait.condition))"] + options(wait.options)).joined(separator: " ")
    case .identity(let identity): "as profile=\(word(identity.profile.text)) \(block)"
    case .require(let requirements): (["require"] + requirements.map(requirement)).joined(separator: " ")
    }
  }

  public static func requirement(_ requirement: Requirement) -> String {
    switch requirement.kind {
    case .server(let comparison, let version): "server\(comparison.rawValue)\(quote(version.description))"
    case .operations(let names): "operations=[\(names.map(\.text).joined(separator: ", "))]"
    }
  }

  private static var block: String { "{ … }" }

  private static func options(_ options: [Argument]) -> [String] {
    options.map { ($0.name.map { $0.text + "=" } ?? "") + expression($0.value) }
  }

  private static func claim(_ word: String, _ condition: Expression, _ why: Expression?) -> String {
    "\(word) \(expression(condition))" + (why.map { " " + expression($0) } ?? "")
  }

  private static func parameter(_ parameter: Parameter) -> String {
    "\(parameter.name.text): \(parameter.type.text)" + (parameter.initial.map { " = " + expression($0) } ?? "")
      + (parameter.help.map { " " + quote($0) } ?? "")
  }
}
