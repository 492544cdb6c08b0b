/// A whole file or prompt entry.
public struct Script: Sendable {
  public let source: Source
  public let statements: [Statement]

  public init(source: Source, statements: [Statement]) {
    self.source = source
    self.statements = statements
  }
}

public struct Statement: Sendable {
  public let kind: Kind
  public let span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    /// `kms 1`
    case version(Int64)
    case param(Parameter)
    case bind(Name, Expression)
    case `if`([Branch], otherwise: Block?)
    case `for`(Loop)
    case step(Step)
    case assert(Expression, why: Expression?)
    /// `assert fails(reason, …) { one statement }`
    case assertFails([Name], Statement)
    case check(Expression, why: Expression?)
    case fail(Expression)
    case confirm(Expression)
    case `try`(Block, error: Name?, otherwise: Block?)
    case def(Function)
    case use(String, Span)
    case yield(Expression)
    case `return`(Expression?)
    case skip(Expression)
    /// A command call, a pipeline or any other expression.
    case expression(Expression)
    case wait(Wait)
    case identity(Identity)
    case require([Requirement])
  }
}

/// A word with its place.
public struct Name: Sendable {
  public let text: String
  public let span: Span

  public init(_ text: String, _ span: Span) {
    self.text = text
    self.span = span
  }
}

public struct Block: Sendable {
  public let statements: [Statement]
  public let span: Span

  public init(_ statements: [Statement], _ span: Span) {
    self.statements = statements
    self.span = span
  }
}

public struct Branch: Sendable {
  public let condition: Expression
  public let body: Block

  public init(condition: Expression, body: Block) {
    self.condition = condition
    self.body = body
  }
}

/// `param name: type = default "help"`, or a parameter of a `def`.
public struct Parameter: Sendable {
  public let name: Name
  public let type: Name
  public let initial: Expression?
  public let help: String?

  public init(name: Name, type: Name, initial: Expression?, help: String? = nil) {
    self.name = name
    self.type = type
    self.initial = initial
    self.help = help
  }
}

/// `for $name in list parallel=1 { }`
public struct Loop: Sendable {
  public let name: Name
  public let list: Expression
  /// `parallel=`, `canary=`, … in source order.
  public let options: [Argument]
  public let body: Block

  public init(name: Name, list: Expression, options: [Argument], body: Block) {
    self.name = name
    self.list = list
    self.options = options
    self.body = body
  }
}

/// `wait until condition timeout=5m every=2s`
public struct Wait: Sendable {
  public let condition: Expression
  public let options: [Argument]

  public init(condition: Expression, options: [Argument]) {
    self.condition = condition
    self.options = options
  }
}

/// `as profile=NAME { }`
public struct Identity: Sendable {
  public let profile: Name
  public let body: Block

  public init(profile: Name, body: Block) {
    self.profile = profile
    self.body = body
  }
}

/// `step "title" always timeout= { }`
public struct Step: Sendable {
  public let title: Expression
  public let isAlways: Bool
  public let options: [Argument]
  public let body: Block

  public init(title: Expression, isAlways: Bool, options: [Argument], body: Block) {
    self.title = title
    self.isAlways = isAlways
    self.options = options
    self.body = body
  }
}

/// `def name(a: type, b: type = default) { … }`
public struct Function: Sendable {
  public let name: Name
  public let parameters: [Parameter]
  public let body: Block

  public init(name: Name, parameters: [Parameter], body: Block) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }
}
