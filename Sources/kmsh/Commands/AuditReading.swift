import ArgumentParser
import AuditLog
import Glibc
import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor

extension ParsableCommand {
  /// Runs what reads the audit log; its faults are shown in the one shape that errors have.
  func report(_ body: @escaping @Sendable (Workplace) async throws -> Void) throws {
    do {
      let workplace = try Workplace()
      try AsyncBridge.wait { try await body(workplace) }
    } catch let code as ExitCode {
      throw code
    } catch let error as AuditError {
      throw Complaint(Diagnostic(.auditUnreadable, error.message, hint: error.hint)).shown()
    } catch let error as ProofError {
      throw Complaint(Diagnostic(.auditUnreadable, error.message, hint: error.hint)).shown()
    } catch {
      throw Complaint(error).shown()
    }
  }
}

extension AuditOptions {
  func printer(_ workplace: Workplace) throws -> Printer {
    let isTerminal = Terminal.isInteractive(1)
    return Printer(
      format: try OutputFormat(option: output, isTerminal: isTerminal),
      color: Terminal.supportsColor(1, environment: workplace.environment.variables),
      width: isTerminal ? Terminal.width(1) : nil, write: StandardStreams.output)
  }
}

extension OutputFormat {
  init(option: String?, isTerminal: Bool) throws {
    guard let option else {
      self = isTerminal ? .table : .jsonl
      return
    }
    guard let format = OutputFormat(rawValue: option) else {
      let formats = OutputFormat.allCases.map(\.rawValue)
      let near = Suggestion.nearest(to: option, in: formats).map { "did you mean '\($0)'?" }
      throw ConfigurationError("'\(option)' is no output format", hint: near ?? formats.joined(separator: ", "))
    }
    self = format
  }
}

enum SessionRow {
  static let columns = ["id", "started", "ended", "user", "script", "statements", "refused", "failed", "in-doubt"]

  static func row(_ session: SessionSummary) -> KMSInterpreter.Record {
    KMSInterpreter.Record([
      ("id", .id(session.id.description)), ("started", .time(session.started.microseconds)),
      ("ended", session.ended.map { .time($0.microseconds) } ?? .none),
      ("user", session.user.map(Value.text) ?? .none), ("script", session.script.map(Value.text) ?? .none),
      ("statements", .int(Int64(session.statements))), ("refused", .int(Int64(session.refused))),
      ("failed", .int(Int64(session.failed))), ("in-doubt", .int(Int64(session.inDoubt))),
    ])
  }
}

enum KeptCheckpoint {
  static func read(_ path: String) throws -> Checkpoint {
    guard let file = fopen(path, "re") else {
      throw ConfigurationError("the checkpoint \(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    guard let checkpoint = Checkpoint(note: String(decoding: bytes.prefix(count), as: UTF8.self)) else {
      throw ConfigurationError("\(path) holds no checkpoint", hint: "three lines, as the audit log prints them")
    }
    return checkpoint
  }
}

extension Verification {
  var summary: String {
    let counted = "\(records) records in \(sessions) sessions, \(checkpoints) checkpoints"
    guard !isIntact else { return "intact: \(counted)\n" }
    let lines = findings.map { "record \($0.seq): \($0.kind): \(Display.safe($0.message))\n" }
    let rest = omitted > 0 ? "and \(omitted) more\n" : ""
    return "altered: \(counted)\n" + lines.joined() + rest
  }
}
