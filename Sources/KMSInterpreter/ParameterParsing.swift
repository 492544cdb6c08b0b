public import KMSSyntax

/// A value from the command line, such as `90d` of `--max-age 90d`.
public enum ParameterParsing {
  /// Text, paths, ids and words are taken as they stand; a list is `[a, b]` or its elements between commas.
  public static func value(text: String, type: ValueType) throws(Diagnostic) -> Value {
    switch type {
    case .secret: throw Diagnostic(.wrongType, "a secret is not given on the command line")
    case .text, .any: return .text(text)
    case .list(let element): return .list(try elements(text, element))
    default: break
    }
    if let value = type.value(ofWord: text), !text.isEmpty { return value }
    if let value = literal(text, type) { return value }
    throw Diagnostic(
      .wrongType, "\(Unparser.quote(text)) is not \(type.phrase)", hint: type.example.map { "write \($0)" })
  }

  private static func elements(_ text: String, _ type: ValueType) throws(Diagnostic) -> [Value] {
    let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
    let inner = isBracketed ? String(text.dropFirst().dropLast()) : text
    var values: [Value] = []
    for piece in inner.split(separator: ",") {
      let piece = piece.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      values.append(try value(text: String(piece), type: type))
    }
    return values
  }

  private static func literal(_ text: String, _ type: ValueType) -> Value? {
    guard case .success(let script) = Parser.parseFile(Source(name: "<value>", text: text)) else { return nil }
    guard script.statements.count == 1, case .expression(let expression)? = script.statements.first?.kind else {
      return nil
    }
    return expression.constant.flatMap { type.coerced($0) }
  }
}

extension ParameterParsing {
  /// The value for `--name text`, by the parameter's type.
  public static func value(text: String, for parameter: Parameter) throws(Diagnostic) -> Value {
    guard let type = ValueType(named: parameter.type.text) else {
      throw .unknownType(parameter.type)
    }
    return try value(text: text, type: type)
  }
}

extension Expression {
  /// The value of literals, lists and records of them.
  var constant: Value? {
    switch kind {
    case .literal(let literal): return Value(literal)
    case .negative(let operand): return operand.constant.flatMap { try? Arithmetic.negated($0, at: span) }
    case .list(let elements):
      let values = elements.compactMap(\.constant)
      return values.count == elements.count ? .list(values) : nil
    case .record(let fields):
      let values = fields.compactMap { field in field.1.constant.map { (name: field.0.text, value: $0) } }
      return values.count == fields.count ? .record(Record(values)) : nil
    default: return nil
    }
  }
}

extension Diagnostic {
  static func unknownType(_ name: Name) -> Diagnostic {
    Diagnostic(
      .unknownWord, "there is no type '\(name.text)'", at: name.span,
      hint: .nearest(name.text, in: ValueType.names) ?? .listing("types are", ValueType.names))
  }
}
