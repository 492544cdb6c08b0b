import KMIP
import KMSSyntax

/// A command that is refused here, before or without asking the server.
struct CommandError: Error {
  var code: DiagnosticCode
  var message: String
  var hint: String?
  /// What a server would say, where it is not asked.
  var reason: ResultReason?
  /// The parameter at fault; the whole command where there is none.
  var parameter: String?

  init(
    _ code: DiagnosticCode = .refusedLocally, _ message: String, hint: String? = nil, reason: ResultReason? = nil,
    parameter: String? = nil
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.reason = reason
    self.parameter = parameter
  }
}
