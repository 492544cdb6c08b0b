public import KMSSyntax

/// Typed arguments of a command, each with its place.
///
/// The checker has held them against the command's row, so that an accessor finds the type that the row names.
public struct Arguments: Sendable {
  public struct Bound: Sendable {
    public let value: Value
    public let span: Span

    public init(_ value: Value, _ span: Span) {
      self.value = value
      self.span = span
    }
  }

  private let bound: [String: Bound]
  /// The command's words.
  public let span: Span

  public init(_ bound: [String: Bound], span: Span) {
    self.bound = bound
    self.span = span
  }

  public subscript(name: String) -> Value? { bound[name]?.value }

  /// Where the argument stands, or the command where it was left out.
  public func span(of name: String) -> Span { bound[name]?.span ?? span }
}

extension Arguments {
  public func bool(_ name: String) -> Bool? { if case .bool(let value)? = self[name] { value } else { nil } }
  public func int(_ name: String) -> Int64? { if case .int(let value)? = self[name] { value } else { nil } }
  public func text(_ name: String) -> String? { if case .text(let value)? = self[name] { value } else { nil } }
  public func bytes(_ name: String) -> [UInt8]? { if case .bytes(let value)? = self[name] { value } else { nil } }
  /// Milliseconds.
  public func duration(_ name: String) -> Int64? { if case .duration(let value)? = self[name] { value } else { nil } }
  /// Microseconds since 1970-01-01 00:00:00 UTC.
  public func time(_ name: String) -> Int64? { if case .time(let value)? = self[name] { value } else { nil } }
  public func path(_ name: String) -> String? { if case .path(let value)? = self[name] { value } else { nil } }
  public func secret(_ name: String) -> (any Concealed)? {
    if case .secret(let value)? = self[name] { value } else { nil }
  }
  public func word(_ name: String) -> String? {
    if case .enumeration(let value)? = self[name] { value } else { nil }
  }
  public func id(_ name: String) -> String? { if case .id(let value)? = self[name] { value } else { nil } }

  /// The identifiers of a slot that takes many; one alone counts.
  public func ids(_ name: String) -> [String] {
    switch self[name] {
    case .id(let id)?: [id]
    case .list(let values)?: values.compactMap { if case .id(let id) = $0 { id } else { nil } }
    default: []
    }
  }

  /// The words of a slot that takes a list of an enumeration's; one alone counts.
  public func words(_ name: String) -> [String] {
    switch self[name] {
    case .enumeration(let word)?: [word]
    case .list(let values)?: values.compactMap { if case .enumeration(let word) = $0 { word } else { nil } }
    default: []
    }
  }
}
