import AuditLog
import KMIP
import KMIPClient
import KMSInterpreter
import KMSSyntax

extension Failure {
  init(auditError error: any Error) {
    let cause = error as? AuditError
    let message = cause?.message ?? "the audit log cannot be written: \(error)"
    self.init(
      .audit,
      Diagnostic(.auditUnwritable, message, notes: ["nothing was sent that is not on record"], hint: cause?.hint))
  }

  /// What a command ran into, as a person and a script are told of it.
  init(_ error: any Error, of invocation: Invocation) {
    let span = invocation.arguments.span
    switch error {
    case let failure as OperationFailure: self.init(refusal: failure, of: invocation)
    case let error as ClientError: self.init(client: error, of: invocation)
    case let parked as Parked: self.init(parked, of: invocation)
    case let error as CommandError:
      let place = error.parameter.map(invocation.arguments.span(of:)) ?? span
      let notes = invocation.command.operations.isEmpty ? [] : [Self.consequence(isDenied: false)]
      let diagnostic = Diagnostic(error.code, error.message, at: place, notes: notes, hint: error.hint)
      let value = ErrorValue(
        code: error.code.description, operation: invocation.command.operations.first,
        id: StatementTrace.current?.summary.target, reason: error.reason?.word, message: error.message,
        hint: error.hint)
      self.init(.refused, value, diagnostic)
    default: self.init(wrapping: error, at: span)
    }
  }

  private init(refusal: OperationFailure, of invocation: Invocation) {
    let row = Refusal(refusal.reason)
    let summary = StatementTrace.current?.summary
    let id = summary?.target ?? summary?.entityIDs.first
    let operation = refusal.operation?.name ?? invocation.command.operations.first ?? invocation.command.name
    let text = refusal.message.isEmpty || refusal.message == refusal.reason.name ? "" : " (\(refusal.message))"
    let diagnostic = Diagnostic(
      row.code, "the server refused \(operation): \(refusal.reason.name)\(text)", at: invocation.arguments.span,
      notes: [Self.consequence(isDenied: invocation.command.effect.isChange)],
      hint: row.hint)
    let value = ErrorValue(
      code: row.code.description, phase: "server", operation: operation, id: id, reason: refusal.reason.word,
      message: refusal.message, isSent: true, applied: .no, hint: row.hint)
    self.init(refusal.reason == .operationCanceledByRequester ? .cancelled : .refused, value, diagnostic)
  }

  /// What a refused statement did to the KMS: its earlier writes stand.
  private static func consequence(isDenied: Bool) -> String {
    switch StatementTrace.current?.summary.done ?? 0 {
    case 0: isDenied ? "the server reports no change" : "nothing was changed on the server"
    case 1: "one change before it was made and stands: audit lists it"
    case let done: "\(done) changes before it were made and stand: audit lists them"
    }
  }

  /// - Parameter leavesDoubt: Whether a write of an earlier part of the run has not been looked for.
  init(_ error: any Error, of invocation: Invocation, leavesDoubt: Bool) {
    self.init(error, of: invocation)
    guard leavesDoubt, kind != .audit else { return }
    kind = .inDoubt
    value.applied = .unknown
    diagnostic.notes = ["what an earlier part of the run sent has not been looked for: it is in doubt as before"]
  }

  private init(_ parked: Parked, of invocation: Invocation) {
    let summary = StatementTrace.current?.summary
    let diagnostic = Diagnostic(
      .inDoubt, "nobody can tell whether it was done: \(parked.why)", at: invocation.arguments.span,
      notes: ["nothing was guessed: the statement is parked, and audit parked lists it"],
      hint: "look at the object, then take the run up again with kmsh resume")
    let value = ErrorValue(
      code: DiagnosticCode.inDoubt.description, phase: "receive", operation: invocation.command.operations.first,
      id: summary?.target, message: parked.why, isSent: true, applied: .unknown)
    self.init(.inDoubt, value, diagnostic)
  }

  private init(client error: ClientError, of invocation: Invocation) {
    let isInDoubt = error.applied == .unknown
    let code = isInDoubt ? DiagnosticCode.inDoubt : error.phase.code
    let attempts = error.attempts > 1 ? ["tried \(error.attempts) times"] : []
    let diagnostic = Diagnostic(
      code, "\(error.phase.words): \(error.message)", at: invocation.arguments.span,
      notes: [error.consequence] + attempts,
      hint: error.hint ?? (isInDoubt ? "look at the object before you repeat the command" : nil))
    let value = ErrorValue(
      code: code.description, phase: error.phase.rawValue, operation: invocation.command.operations.first,
      id: StatementTrace.current?.summary.target, message: error.message, isSent: error.isSent,
      applied: isInDoubt ? .unknown : .no, hint: error.hint)
    let kind: Kind = isInDoubt ? .inDoubt : error.phase == .cancelled ? .cancelled : .unreachable
    self.init(kind, value, diagnostic)
  }
}

extension Command.Effect {
  var isChange: Bool { self == .write || self == .destructive }
}

extension TransportError.Phase {
  fileprivate var code: DiagnosticCode {
    switch self {
    case .resolve: .cannotResolve
    case .connect: .cannotConnect
    case .tls: .tlsFailed
    case .send: .sendFailed
    case .receive, .server: .serverStatus
    case .decode: .undecodableAnswer
    case .deadline: .deadlineExceeded
    case .authentication: .authenticationFailed
    case .cancelled: .cancelled
    case .version: .undecodableAnswer
    }
  }

  fileprivate var words: String {
    switch self {
    case .resolve: "cannot resolve the server's name"
    case .connect: "cannot connect"
    case .tls: "no TLS connection"
    case .send: "the request could not be sent"
    case .receive: "the answer did not come"
    case .server: "the server did not answer in KMIP"
    case .decode: "the answer cannot be read"
    case .deadline: "the time ran out"
    case .cancelled: "cancelled"
    case .authentication: "the server does not know who you are"
    case .version: "no common version of KMIP"
    }
  }
}

extension Failure {
  /// The record has the statement, and not what it gave.
  init(lost why: String, at span: Span) {
    self.init(
      .inDoubt,
      Diagnostic(
        .inDoubt, "the statement is done, and \(why)", at: span,
        notes: ["it is not done a second time"], hint: "go on by hand from here; audit show lists what was done"))
  }

  init(other text: String, than invocation: Invocation) {
    self.init(other: text, found: invocation.text, at: invocation.arguments.span)
  }

  init(other text: String, than event: StatementEvent) {
    self.init(other: text, found: event.text, at: event.site.span)
  }

  private init(other text: String, found: String, at span: Span) {
    self.init(
      .denied,
      Diagnostic(
        .otherRun, "the run does not follow its record", at: span,
        notes: ["on record stands: \(text)", "here stands: \(found)"],
        hint: "nothing was sent; begin a new run, or go on by hand from what audit show lists"))
  }

  init(changedSecret span: Span) {
    self.init(
      .denied,
      Diagnostic(
        .otherRun, "the secret is not the one that the run began with", at: span,
        notes: ["its fingerprint is another one than that on record"]))
  }
}
