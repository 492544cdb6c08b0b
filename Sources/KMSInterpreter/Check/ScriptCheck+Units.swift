import KMSSyntax

extension ScriptCheck {
  mutating func check(_ loop: Loop) {
    let list = infer(loop.list)
    checkRows(list, at: loop.list.span, "'for' takes a list")
    for option in loop.options { check(loopOption: option) }
    let outer = place
    place.isInLoop = true
    check(loop.body, binding: [(loop.name, list.element)])
    let returned = place.returned
    place = outer
    place.returned = returned
  }

  private mutating func check(loopOption option: Argument) {
    let names = LoopOptions.names
    guard let name = option.name?.text, names.contains(name) else {
      return check(option, of: "for", known: names)
    }
    let found = infer(option.value)
    guard name != "parallel" || !isOutside(option.value), LoopOptions.type(of: name).accepts(found.type) else {
      return report(Diagnostic(.wrongType, "'\(name)' takes \(LoopOptions.wish(name))", at: option.value.span))
    }
  }

  private func isOutside(_ width: Expression) -> Bool {
    if case .literal(.int(let width)) = width.kind { !LoopOptions.widths.contains(width) } else { false }
  }

  mutating func checkRows(_ type: StaticType, at span: Span, _ wish: String) {
    let rows: ValueType = .either([.table, .list(of: .any)])
    switch type.type {
    case .list, .table, .any, .id(many: true): return
    case .either where rows.accepts(type.type): return
    default: report(Diagnostic(.wrongType, "\(wish), found \(type.type.phrase)", at: span))
    }
  }

  mutating func check(_ parameter: Parameter, at span: Span) {
    if !place.isTop || isPrompt {
      misplaced("'param' stands at the top of a file", span, hint: isPrompt ? "write let" : nil)
    }
    checkType(parameter)
    bind(parameter.name, StaticType(parameter.row.type))
    levels[levels.count - 1].origins[parameter.name.text] = source.name
  }

  private mutating func checkType(_ parameter: Parameter) {
    if ValueType(named: parameter.type.text) == nil { report(.unknownType(parameter.type)) }
    guard let initial = parameter.initial else { return }
    if initial.callsCommand {
      report(Diagnostic(.wrongType, "a default calls no command", at: initial.span))
    }
    check(initial, in: parameter.row)
  }

  mutating func check(_ function: Function, at span: Span) {
    if !place.isTop { misplaced("'def' stands at the top of a file", span) }
    let name = function.name.text
    checkFree(function.name)
    for parameter in function.parameters { checkType(parameter) }
    let outer = place
    place = Place(isTop: false, isInFunction: true, defining: name)
    let names = function.parameters.map { ($0.name, StaticType($0.row.type)) }
    check(function.body, binding: names, kind: .function)
    let returned = place.returned
    place = outer
    let shape = FunctionShape(parameters: function.parameters.map(\.row), returns: .common(returned))
    levels[levels.count - 1].functions[name] = shape
  }

  private mutating func checkFree(_ name: Name) {
    let owner: String? =
      if commands[name.text] != nil {
        "a command"
      } else if PureFunction.named(name.text) != nil {
        "a function of the language"
      } else if !isPrompt, shape(of: name.text) != nil {
        "another definition"
      } else {
        nil
      }
    if let owner { report(Diagnostic(.alreadyBound, "\(owner) is called '\(name.text)'", at: name.span)) }
  }

  mutating func check(use path: String, at pathSpan: Span, statement: Span) {
    guard place.isTop else { return misplaced("'use' stands at the top of a file", statement) }
    switch loader.load(path, at: pathSpan) {
    case .failure(let failure): failure.diagnostics.forEach { report($0) }
    case .success(let library):
      uses[path] = library.program
      take(library.level, at: pathSpan)
    }
  }
}

extension ScriptCheck {
  private mutating func take(_ library: Level, at span: Span) {
    for (name, type) in library.names.sorted(by: { $0.key < $1.key }) {
      let origin = library.origins[name]
      if origin == nil || levels[levels.count - 1].origins[name] != origin { bind(Name(name, span), type) }
      levels[levels.count - 1].origins[name] = origin
    }
    levels[levels.count - 1].functions.merge(library.functions) { _, new in new }
  }
}

extension StaticType {
  /// What a function returns that returns one of these.
  static func common(_ types: [StaticType]) -> StaticType {
    guard let first = types.first else { return StaticType(.none) }
    var result = types.allSatisfy { $0.type.name == first.type.name } ? first : .any
    if types.count > 1 { result.fields = nil }
    result.holdsSecret = types.allSatisfy(\.holdsSecret)
    return result
  }
}
