public import KMSSyntax

/// A statement that did not succeed: what a script sees of it and what a person is shown.
public struct Failure: Error, Sendable {
  public enum Kind: String, Sendable {
    /// The server or a local rule refused; `try` catches it.
    case refused
    /// An assertion, a `check` or a `fail`.
    case assertion
    /// Whether a write was applied is not known.
    case inDoubt
    /// Nothing to talk to: resolve, connect, TLS, authentication.
    case unreachable
    /// The audit trail could not be written.
    case audit
    /// A policy or a missing approval.
    case denied
    /// An object is not as the approved plan found it; a loop skips the item.
    case changed
    /// More items of a loop failed than its budget allows.
    case budgetExceeded
    case cancelled
  }

  public var kind: Kind
  public var value: ErrorValue
  public var diagnostic: Diagnostic

  public init(_ kind: Kind, _ value: ErrorValue, _ diagnostic: Diagnostic) {
    self.kind = kind
    self.value = value
    self.diagnostic = diagnostic
  }
}
