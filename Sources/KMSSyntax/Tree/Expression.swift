public struct Expression: Sendable {
  public let kind: Kind
  public let span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    case literal(Literal)
    /// Text with `{expr}` in it.
    case interpolation([TextPart])
    case list([Expression])
    case record([(Name, Expression)])
    /// `$name`
    case variable(Name)
    /// A bare word. The slot it stands in says what it is: an enumeration value, an id, a path, a field of the row.
    case word(String)
    case member(Expression, Name)
    case index(Expression, Expression)
    case not(Expression)
    case negative(Expression)
    case binary(Operator, Expression, Expression)
    /// `count($x)`: a pure function or a `def`, with positional and named arguments.
    case function(Name, [Argument])
    /// `sign $key data=$probe`
    case call(Call)
    case pipeline(Expression, [Stage])
    /// `let $done = for $key in $old { … }`: a table of the items.
    case loop(Loop)
  }
}

public enum Literal: Hashable, Sendable {
  case none
  case bool(Bool)
  case int(Int64)
  case text(String)
  case bytes([UInt8])
  /// Milliseconds.
  case duration(Int64)
  /// Microseconds since 1970-01-01 00:00:00 UTC.
  case time(Int64)
  case now
  case today
  /// Bytes.
  case size(Int64)
  case percent(Int64)
}

public enum TextPart: Sendable {
  case text(String)
  case expression(Expression)
}

public enum Operator: String, Sendable, CaseIterable {
  case or, and
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case `in`, matches
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case orElse = "??"
}

/// A command's name and its arguments, not yet held against the command's row.
public struct Call: Sendable {
  public let name: Name
  public let arguments: [Argument]

  public init(name: Name, arguments: [Argument]) {
    self.name = name
    self.arguments = arguments
  }
}

/// `name=value` or a value by position.
public struct Argument: Sendable {
  public let name: Name?
  public let value: Expression
  public let span: Span

  public init(name: Name?, value: Expression, span: Span) {
    self.name = name
    self.value = value
    self.span = span
  }
}

/// One `| …` of a pipeline.
public struct Stage: Sendable {
  /// What a stage that is no command begins with.
  public static let words = [
    "where", "sort", "take", "skip", "select", "group", "distinct", "count", "first", "last",
  ]

  public let kind: Kind
  public let span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public enum Kind: Sendable {
    case `where`(Expression)
    case sort(by: Expression, descending: Bool)
    case take(Expression)
    case skip(Expression)
    /// Fields of the row, each a member path such as `links.replacement`.
    case select([Expression])
    case group([Expression])
    case distinct(Expression?)
    case count, first, last
    /// A command fed with the value: its first positional parameter.
    case call(Call)
  }
}
