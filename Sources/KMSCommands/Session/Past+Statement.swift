import AuditLog
import KMSInterpreter
import KMSSyntax

extension Past {
  /// A statement that calls a command.
  struct Statement: Sendable {
    var text: String
    var line: Int64?
    var correlation: String
    var at: Timestamp
    /// Of the result, if there is one and it is not in doubt.
    var status: Entry.Status?
    var isInDoubt = false
    /// Writes that the server confirmed before the statement failed.
    var done: Int64 = 0
    var value: JSONValue?
    var fingerprint: String?
    var error: JSONValue?
    var message: String?
    /// Writes that have records of their own, by number.
    var writes: [Int: Write] = [:]
    /// Objects that it had found to act on.
    var objects: [String] = []
    /// A `try` or an `assert fails` expected the refusal.
    var isCaught = false
    /// It ran because something had failed.
    var isAftermath = false
  }

  struct Write: Sendable {
    var operation: String
    var ids: [String]
    var status: Entry.Status?
    var before: JSONValue?

    /// Whether it is known not to have been applied.
    var isOver: Bool { status == .refused || status == .failed || status == .cancelled }
  }

  struct Note: Sendable {
    var text: String
    var status: Entry.Status?
    var isAftermath = false
  }
}

extension Past.Statement {
  /// Whether running it from its beginning may do something twice.
  var isHalfDone: Bool { isInDoubt || done > 0 }

  func isSame(as invocation: Invocation) -> Bool {
    text == invocation.text && (line ?? 0) == Int64(invocation.site.span.line)
  }

  /// The refusal as it was.
  func failure(of invocation: Invocation) -> Failure {
    let value =
      if case .error(let value)? = error.flatMap(Value.init(recorded:)) {
        value
      } else {
        ErrorValue(code: DiagnosticCode.refused.description, message: message ?? "refused")
      }
    return Failure(recorded: value, kind: status == .refused ? .refused : .unreachable, at: invocation.arguments.span)
  }
}
