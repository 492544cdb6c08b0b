import ArgumentParser
import AuditLog
import Foundation
import KMSCommands
import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor
import Rehearsal

/// Runs a script or the prompt in a session of its own, and ends with what the process shall exit with.
struct Launch {
  let options: ConnectionOptions
  /// Written once the session has ended.
  var reports = ReportOptions.none
  /// Whether other processes may join the run.
  var isShared = false

  func run(file: String, arguments: [String]) throws -> ExitCode {
    do {
      let source = try Source(reading: file)
      return try ScriptArguments.isScriptHelp(arguments) ? help(source) : run(source, arguments: arguments)
    } catch let diagnostic as Diagnostic {
      throw Complaint(diagnostic).shown()
    }
  }

  func runStandardInput() throws -> ExitCode {
    Signals.shared.install()
    guard let source = ScriptRunner.standardInput() else {
      return ExitCode(128 &+ (Signals.shared.termination ?? .terminate).number)
    }
    return try run(source, arguments: [])
  }

  func run(_ source: Source, arguments: [String]) throws -> ExitCode {
    let given = try ScriptArguments(arguments, of: source)
    let launch = Launch(
      options: given.options.completed(by: options), reports: given.reports.completed(by: reports), isShared: isShared)
    let now = WallClock.microseconds
    return try launch.inSession(isFile: !source.name.hasPrefix("<")) { workbench in
      workbench.opening(script: source, arguments: arguments, now: now)
    } running: { workbench in
      guard !workbench.refuses(source) else { return ExitStatus.denied.rawValue }
      return ScriptRunner(workbench.runner(now: now)).run(source, parameters: given.values).rawValue
    }
  }

  /// Goes on with a run that was broken off.
  func resume(_ earlier: EarlierRun) throws -> ExitCode {
    do {
      try earlier.enterFolder()
      let source = try earlier.script()
      let given = try ScriptArguments(earlier.arguments, of: source)
      if isShared { try earlier.admitSharing() }
      let launch = Launch(
        options: options.completed(by: given.options).completed(by: earlier), reports: reports,
        isShared: isShared || earlier.past.isShared)
      return try launch.inSession(isFile: true, earlier: earlier, staging: try earlier.staging()) { workbench in
        var details = workbench.opening(script: source, arguments: earlier.arguments, now: earlier.now)
        try earlier.hold(against: details)
        if earlier.past.retriesFailed { details["retry_failed"] = true }
        earlier.past.recallWrites { workbench.stage.guardian?.recall(key: $0, operation: $1, ids: $2) }
        return details
      } running: { workbench in
        ScriptRunner(workbench.runner(now: earlier.now)).run(source, parameters: given.values).rawValue
      }
    } catch let diagnostic as Diagnostic {
      throw Complaint(diagnostic).shown()
    }
  }

  func prompt() throws -> ExitCode {
    try inSession(isPrompt: true) { workbench in
      workbench.opening(script: nil, arguments: [], now: WallClock.microseconds)
    } running: { workbench in
      try workbench.repl().run()
    }
  }

  func inSession(
    isPrompt: Bool = false, isFile: Bool = false, earlier: EarlierRun? = nil, staging: Staging = .direct,
    opening: (Workbench) throws -> [String: JSONValue], running body: (Workbench) throws -> Int32
  ) throws -> ExitCode {
    Signals.shared.install()
    do {
      let workbench = try Workbench(
        options, isPrompt: isPrompt, earlier: earlier, staging: staging, part: isShared ? .leads : nil)
      let lock =
        isFile ? try earlier?.lock ?? SessionLock(workbench.journal.session, in: workbench.workplace.folders) : nil
      defer { lock?.release() }
      if isFile { try AsyncBridge.wait { try await workbench.lead?.takeUp(workbench.journal.session) } }
      var details = try opening(workbench)
      if isShared { details["shared"] = true }
      try AsyncBridge.wait { [details] in try await workbench.journal.open(details, isResumed: earlier != nil) }
      if isShared { StandardStreams.error("kmsh: share it with: kmsh join \(workbench.journal.session)\n") }
      var status = try body(workbench)
      // A file that came to its end in spite of the signal is done.
      if let signal = Signals.shared.termination, !isFile || status != 0 { status = 128 &+ signal.number }
      if status == 0, StandardStreams.hasLostOutput {
        workbench.console.warn("not all of the output could be written", hint: "what was done is on record: kmsh audit")
        status = ExitStatus.failed.rawValue
      }
      try AsyncBridge.wait { [status] in
        try await workbench.journal.close(exitStatus: status)
        await workbench.leave()
        // Last: an anchor may have the KMS sign what the session's end put on record.
        await workbench.connector.close()
        guard !reports.isEmpty else { return }
        let store = try AuditStore(at: workbench.workplace.auditLocation(), access: .read)
        try await reports.write(session: workbench.journal.session, store: store)
      }
      if isFile { Self.sayHowToGoOn(workbench.journal.session, status) }
      return ExitCode(status)
    } catch {
      throw Complaint(error).shown()
    }
  }

  /// The last line of a run that did not come to its end.
  private static func sayHowToGoOn(_ session: SessionID, _ status: Int32) {
    guard let status = ExitStatus(rawValue: status) else {
      return StandardStreams.error("kmsh: go on with: kmsh resume \(session)\n")
    }
    switch status {
    case .ok, .usage, .denied: return
    case .failed, .budgetExceeded:
      StandardStreams.error(
        "kmsh: session \(session); try what failed again with: kmsh resume --retry-failed \(session)\n")
    case .unreachable, .inDoubt, .audit, .interrupted:
      StandardStreams.error("kmsh: go on with: kmsh resume \(session)\n")
    }
  }
}

extension Source {
  /// - Throws: `Diagnostic` if the file cannot be read as UTF-8 text.
  convenience init(reading path: String) throws {
    do {
      let data = try Data(contentsOf: URL(filePath: path))
      guard let text = String(validating: data, as: UTF8.self) else {
        throw Diagnostic(.fileUnreadable, "\(path) is not UTF-8 text")
      }
      self.init(name: path, text: text)
    } catch let error as CocoaError {
      let isMissing = error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile
      let isName = !path.contains { $0 == "." || $0 == "/" }
      throw Diagnostic(
        .fileUnreadable, "\(path) cannot be read: " + (isMissing ? "no such file" : "\(error.localizedDescription)"),
        hint: isName ? Kmsh.suggestion(for: path) : nil)
    }
  }
}

extension Launch {
  /// Prints what a script says of itself and of its parameters. Nothing is sent, and nothing is put on record.
  private func help(_ source: Source) throws -> ExitCode {
    do {
      let runner = ScriptRunner(try Workbench(options, records: false).runner())
      guard let program = runner.program(source) else { return ExitCode(ExitStatus.usage.rawValue) }
      let width = Terminal.isInteractive(1) ? Terminal.width(1) : nil
      StandardStreams.output(CommandLineHelp.script(program, width: width))
      return .success
    } catch {
      throw Complaint(error).shown()
    }
  }

  /// The worst that was found of any script. Nothing is sent, and nothing is put on record.
  func check(_ files: [String], isStrict: Bool) throws -> ExitCode {
    do {
      let runner = ScriptRunner(try Workbench(options, records: false).runner())
      var worst = ExitStatus.ok
      for file in files {
        let status = runner.check(try Source(reading: file), isStrict: isStrict)
        if status.rawValue > worst.rawValue { worst = status }
      }
      return ExitCode(worst.rawValue)
    } catch {
      throw Complaint(error).shown()
    }
  }
}
