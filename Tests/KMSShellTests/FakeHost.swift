import KMSInterpreter
import KMSShell
import KMSSyntax
import Synchronization

/// Runs commands as they are and keeps what it was told.
final class FakeHost: Host {
  let paper = Paper()
  let record = Paper()
  private let state: ShellState
  private let recordFails: Bool

  init(_ state: ShellState, recordFails: Bool = false) {
    self.state = state
    self.recordFails = recordFails
  }

  func run(_ invocation: Invocation) async throws -> Value { try await invocation.command.body(invocation) }

  func note(_ event: StatementEvent) async throws {
    if recordFails { throw Diagnostic(.auditUnwritable, "the audit trail cannot be written") }
    record.write("\(event.kind) \(event.status) \(event.text)\n")
  }

  func confirm(_ question: String, at site: Site) async throws -> Bool { true }

  func show(_ value: Value, at site: Site) async throws {
    state.seenIDs.note(value)
    Printer(format: state.format, write: paper.write).print(value)
  }

  func progress(_ progress: Progress) {}

  func source(of path: String, from span: Span) throws -> Source {
    throw Diagnostic(.fileUnreadable, "there is no file '\(path)'", at: span)
  }
}
