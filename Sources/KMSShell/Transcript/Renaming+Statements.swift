import KMSSyntax

extension Renaming {
  mutating func walk(_ statement: Statement) {
    switch statement.kind {
    case .bind(let name, let value):
      walk(value)
      bind(name)
    case .if(let branches, let otherwise):
      for branch in branches {
        walk(branch.condition)
        walk(branch.body)
      }
      walk(otherwise)
    case .for(let loop): walk(loop)
    case .step(let step):
      walk(step.title)
      walk(step.options)
      // A step opens no scope.
      step.body.statements.forEach { walk($0) }
    case .assert(let condition, let why), .check(let condition, let why):
      walk(condition)
      if let why { walk(why) }
    case .assertFails(_, let inner): scoped { $0.walk(inner) }
    case .try(let body, let error, let otherwise):
      walk(body)
      scoped {
        if let error { $0.bind(error) }
        $0.walk(otherwise)
      }
    case .def(let function): walk(function)
    case .fail(let value), .confirm(let value), .yield(let value), .skip(let value), .expression(let value): walk(value)
    case .return(let value): if let value { walk(value) }
    case .wait(let wait):
      walk(wait.condition)
      walk(wait.options)
    case .identity(let identity): walk(identity.body)
    case .version, .param, .use, .require: return
    }
  }

  private mutating func walk(_ block: Block?) {
    guard let block else { return }
    scoped { renaming in block.statements.forEach { renaming.walk($0) } }
  }

  mutating func walk(_ loop: Loop) {
    walk(loop.list)
    walk(loop.options)
    scoped {
      $0.bind(loop.name)
      for statement in loop.body.statements { $0.walk(statement) }
    }
  }

  /// A function does not see itself, so its name is bound behind it.
  private mutating func walk(_ function: Function) {
    for parameter in function.parameters { if let initial = parameter.initial { walk(initial) } }
    scoped {
      $0.names.enterFunction()
      for parameter in function.parameters { $0.bind(parameter.name) }
      for statement in function.body.statements { $0.walk(statement) }
    }
    define(function.name)
  }
}
