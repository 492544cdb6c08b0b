import KMSSyntax

/// A function of its arguments alone: one row for the checker, the interpreter, the help and completion.
public struct PureFunction: Sendable {
  public let name: String
  /// `join(list, separator)`
  public let signature: String
  /// One line, without a full stop.
  public let summary: String
  let parameters: [ValueType]
  /// How many of the parameters may be left out.
  let optional: Int
  /// Whether the last parameter may come again.
  let isVariadic: Bool
  let returns: ValueType
  let takesSecrets: Bool
  let body: Body

  typealias Body = @Sendable ([Value], Context) throws -> Value

  /// What a function needs beside its arguments.
  struct Context: Sendable {
    let span: Span
    let fingerprint: Interpreter.Fingerprint
  }

  init(
    _ signature: String, _ parameters: [ValueType], optional: Int = 0, isVariadic: Bool = false,
    returns: ValueType, takesSecrets: Bool = false, _ summary: String, _ body: @escaping Body
  ) {
    self.name = String(signature.prefix { $0 != "(" })
    self.signature = signature
    self.summary = summary
    self.parameters = parameters
    self.optional = optional
    self.isVariadic = isVariadic
    self.returns = returns
    self.takesSecrets = takesSecrets
    self.body = body
  }

  public static let all: [PureFunction] = collections + encodings + texts + secrets
  public static let names: [String] = all.map(\.name)

  public static func named(_ name: String) -> PureFunction? { table[name] }
  private static let table = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

  func takes(_ count: Int) -> Bool {
    count >= parameters.count - optional && (isVariadic || count <= parameters.count)
  }

  /// The type of a parameter by its place.
  func type(at index: Int) -> ValueType? {
    index < parameters.count ? parameters[index] : isVariadic ? parameters.last : nil
  }
}

extension PureFunction.Context {
  func invalid(_ message: String, hint: String? = nil) -> Failure {
    .evaluation(.invalidArgument, message, at: span, hint: hint)
  }
}
