import ArgumentParser
import AuditLog
import KMIPClient
import KMIPTransport
import KMSInterpreter
import KMSSyntax
import KeyStore
import LineEditor
import OAuth
import Rehearsal

/// Any error of the program as a diagnostic and an exit status.
struct Complaint {
  let diagnostic: Diagnostic
  let status: ExitStatus

  init(_ error: any Error) {
    switch error {
    case let failure as Failure: (diagnostic, status) = (failure.diagnostic, failure.kind.exitStatus)
    case let diagnostic as Diagnostic: (self.diagnostic, status) = (diagnostic, .usage)
    case let error as ConfigurationError:
      (diagnostic, status) = (Diagnostic(.configuration, error.message, hint: error.hint), .usage)
    case let error as AuditError:
      (diagnostic, status) = (Diagnostic(.auditUnwritable, error.message, hint: error.hint), .audit)
    case let error as SessionMatchError:
      (diagnostic, status) = (Diagnostic(.configuration, error.message, hint: error.hint), .usage)
    case let error as PlanProblem: (diagnostic, status) = (error.failure.diagnostic, error.isDenial ? .denied : .usage)
    case let error as KeyStoreError:
      (diagnostic, status) = (Diagnostic(.keyStore, error.message, hint: error.hint), .unreachable)
    case let error as OAuthError:
      (diagnostic, status) = (Diagnostic(.configuration, error.message, hint: error.hint), .unreachable)
    case let error as TransportError:
      (diagnostic, status) = (Diagnostic(.configuration, error.message, hint: error.hint), .unreachable)
    case let error as SetupError:
      (diagnostic, status) = (Diagnostic(.configuration, error.message, hint: error.hint), .usage)
    case let error as LineEditorError:
      (diagnostic, status) = (Diagnostic(.configuration, "\(error)"), .usage)
    default: (diagnostic, status) = (Diagnostic(.configuration, "\(error)"), .failed)
    }
  }

  /// Shows it on standard error.
  func show(color: Bool = false) {
    let width = Terminal.width(2) ?? 100
    StandardStreams.error(DiagnosticRenderer(color: color, width: width).render(diagnostic) + "\n")
  }

  /// The exit code to throw, once the diagnostic is on standard error.
  func shown() -> ExitCode {
    show(color: Terminal.supportsColor(2, environment: ProcessEnvironment().variables))
    return ExitCode(status.rawValue)
  }
}

extension Failure {
  /// What keeps a connection from being opened: configuration, certificates, the data folder.
  init(unreachable error: any Error) {
    let diagnostic = Complaint(error).diagnostic
    self.init(.unreachable, diagnostic)
  }
}
