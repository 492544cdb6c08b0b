import ArgumentParser
import AuditLog
import KMSCommands
import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor

extension Launch {
  /// Takes part in a run that another process leads.
  func join(_ earlier: EarlierRun) throws -> ExitCode {
    do {
      try earlier.admitJoiner()
      try earlier.enterFolder()
      let source = try earlier.script()
      let given = try ScriptArguments(earlier.arguments, of: source)
      let launch = Launch(options: options.completed(by: given.options).completed(by: earlier))
      return try launch.joined(earlier, source, given.values)
    } catch let diagnostic as Diagnostic {
      throw Complaint(diagnostic).shown()
    }
  }

  private func joined(_ earlier: EarlierRun, _ source: Source, _ parameters: [String: String]) throws -> ExitCode {
    Signals.shared.install()
    do {
      let workbench = try Workbench(options, earlier: earlier, part: .joins)
      try earlier.hold(against: workbench.opening(script: source, arguments: earlier.arguments, now: earlier.now))
      var details = workbench.details
      details["joined"] = true
      try AsyncBridge.wait { [details] in
        guard try await workbench.lead?.isTaken() == true else { throw earlier.refusalWithoutLeader }
        try await workbench.journal.open(details, isResumed: true)
      }
      let runner = workbench.runner(now: earlier.now) { text in
        // What follows on the end of the following is no failure of the run.
        if workbench.sharing?.parting == nil { StandardStreams.error(text) }
      }
      var status = ScriptRunner(runner).run(source, parameters: parameters).rawValue
      if let parting = workbench.sharing?.parting { status = Self.farewell(parting, earlier.session) }
      if let signal = Signals.shared.termination { status = 128 &+ signal.number }
      try AsyncBridge.wait {
        try await workbench.journal.leave()
        await workbench.leave()
        await workbench.connector.close()
      }
      return ExitCode(status)
    } catch {
      throw Complaint(error).shown()
    }
  }

  /// - Returns: The exit status.
  private static func farewell(_ parting: Sharing.Parting, _ session: SessionID) -> Int32 {
    switch parting {
    case .ended(let status):
      if status != 0 { StandardStreams.error("kmsh: the run that was joined ended with exit status \(status)\n") }
      return Int32(clamping: status)
    case .leaderIsGone:
      StandardStreams.error("kmsh: the leader of the run is gone; go on with: kmsh resume \(session)\n")
      return ExitStatus.failed.rawValue
    case .lost(let why):
      StandardStreams.error("kmsh: the run cannot be followed any further, its leader goes on alone: \(why)\n")
      return ExitStatus.ok.rawValue
    }
  }
}

extension EarlierRun {
  /// The writes that a plan allows are counted in one process.
  func admitSharing() throws {
    guard past.opening["plan"] != nil else { return }
    throw Diagnostic(
      .otherRun, "session \(session.short) carries out a plan, which one process does alone",
      hint: "go on with it without --share")
  }

  fileprivate func admitJoiner() throws {
    if let status = past.exitStatus {
      throw Diagnostic(
        .otherRun, "session \(session.short) has ended with exit status \(status)",
        hint: status == 0 ? nil : "kmsh resume goes on with it")
    }
    guard past.isShared else {
      throw Diagnostic(
        .otherRun, "session \(session.short) is not shared", hint: "a run is shared that began with kmsh run --share")
    }
  }

  fileprivate var refusalWithoutLeader: Diagnostic {
    Diagnostic(
      .otherRun, "nobody leads session \(session.short)", hint: "go on with it as its leader: kmsh resume \(session)")
  }
}
