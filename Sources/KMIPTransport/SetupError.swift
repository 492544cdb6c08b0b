/// Why a transport or a listener cannot begin its work.
public struct SetupError: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case certificate, key, keyMismatch, authority
    case url
    case portTaken, addressUnavailable, portForbidden
  }

  public var problem: Problem
  public var message: String
  public var hint: String?

  public init(_ problem: Problem, _ message: String, hint: String? = nil) {
    self.problem = problem
    self.message = message
    self.hint = hint
  }
}

extension SetupError: CustomStringConvertible {
  public var description: String { message }
}
