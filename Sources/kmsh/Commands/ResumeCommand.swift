import ArgumentParser
import AuditLog
import KMSCommands
import KMSSyntax

struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with a run that was broken off.",
    discussion: """
      Nothing that is on record as done is done again. A write without an answer is looked for at the server first; \
      where nobody can tell whether it was done, it is parked: `kmsh audit parked` lists it, and the run ends with 5.

      The script, the files it uses, its parameters, the server and the identity must be those that the run began with.

      EXAMPLES:
        kmsh resume 0198a3f2
        kmsh resume --explain 0198a3f2
        kmsh resume --retry-failed 0198a3f2
      """)

  @OptionGroup var options: ConnectionOptions
  @OptionGroup var reports: ReportOptions
  @Flag(help: "Say what would be done, and do nothing.") var explain = false
  @Flag(help: "Try again what was refused.") var retryFailed = false
  @Flag(help: "Let other processes help with kmsh join, as in a run that began with --share.") var share = false
  @ArgumentParser.Argument(help: "The session, or the beginning of its ID.") var session: String

  func run() throws {
    let earlier: EarlierRun
    do {
      earlier = try EarlierRun(matching: session, retriesFailed: retryFailed, isTakenUp: !explain, in: Workplace())
    } catch let error as AuditError {
      throw Complaint(Diagnostic(.auditUnreadable, error.message, hint: error.hint)).shown()
    } catch {
      throw Complaint(error).shown()
    }
    guard !explain else { return StandardStreams.output(earlier.explanation) }
    throw try Launch(options: options, reports: reports, isShared: share).resume(earlier)
  }
}

extension EarlierRun {
  /// For a person: what stands on record, and what would be done.
  fileprivate var explanation: String {
    let lines = ["session \(session)"] + past.explanation
    return lines.joined(separator: "\n") + "\n"
  }
}
