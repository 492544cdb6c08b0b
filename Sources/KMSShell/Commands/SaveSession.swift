import Glibc
import KMSInterpreter
import KMSSyntax

extension Command {
  static func saveSession(_ state: ShellState) -> Command {
    Command(
      "save-session", "write what succeeded in this session as a script",
      discussion: """
        Statements stand there as they were typed. A name that was bound again gets a number, and what only concerns \
        the prompt is left out. A secret is never typed, so none is written. A file that is there is kept.
        """,
      effect: .local,
      parameters: [CommandParameter("to", .path, .positional, required: true, help: "the file, such as reap.kms")],
      returns: .text,
      examples: [
        Example("save-session today.kms", "a script beside the others"),
        Example("save-session to=/tmp/today.kms", "somewhere else"),
      ],
      isForPrompt: true
    ) { invocation in
      let path = invocation.arguments.path("to") ?? ""
      let transcript = Transcript(state.transcript, commands: state.commands)
      do throws(SourceFile.Problem) { try SourceFile(path).write(transcript.text) } catch {
        throw Failure(
          .refused, Diagnostic(.fileUnwritable, error.message, at: invocation.arguments.span(of: "to")))
      }
      let count = transcript.count
      return .text("\(count) \(count == 1 ? "statement" : "statements") in \(path)")
    }
  }
}

/// A new file that others may read, as far as the user's mask lets them.
private struct SourceFile {
  struct Problem: Error { let message: String }

  let path: String

  init(_ path: String) { self.path = path }

  func write(_ text: String) throws(Problem) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw problem }
    defer { close(file) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw problem }
      rest = rest.dropFirst(count)
    }
  }

  private var problem: Problem {
    Problem(message: "\(path) cannot be written: \(String(cString: strerror(errno)).lowercased())")
  }
}
