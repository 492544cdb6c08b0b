import ArgumentParser
import AuditLog
import KMSCommands
import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor
import Rehearsal

extension Launch {
  /// Rehearses a script and tells what it would write.
  func plan(file: String, arguments: [String], _ wanted: PlanOptions) throws -> ExitCode {
    do {
      let source = try Source(reading: file)
      let given = try ScriptArguments(arguments, of: source, isPlan: true)
      let wishes = given.plan.completed(by: wanted)
      let launch = Launch(options: given.options.completed(by: options))
      let now = WallClock.microseconds
      return try launch.inSession(staging: .rehearsal) { workbench in
        var details = workbench.opening(script: source, arguments: arguments, now: now)
        details["rehearsal"] = true
        return details
      } running: { workbench in
        guard !workbench.refuses(source) else { return ExitStatus.denied.rawValue }
        let status = RehearsedFiles.$areRehearsed.withValue(true) {
          ScriptRunner(workbench.runner(now: now)).run(source, parameters: given.values)
        }
        guard status == .ok, let recorder = workbench.stage.recorder else {
          workbench.console.warn("the rehearsal did not come to its end: there is no plan", hint: nil)
          return status == .ok ? ExitStatus.failed.rawValue : status.rawValue
        }
        let draft = workbench.draft(source, parameters: given.values, now: now, hours: wishes.hours)
        return try tell(draft.filled(from: recorder), wishes)
      }
    } catch let diagnostic as Diagnostic {
      throw Complaint(diagnostic).shown()
    }
  }

  private func tell(_ plan: Plan, _ wishes: PlanOptions) throws -> Int32 {
    StandardStreams.output(plan.text(isVerbose: wishes.verbose))
    if let path = wishes.planFile { try PlanFile(path).write(plan) }
    return wishes.detailedExitcode && !plan.writes.isEmpty ? 2 : ExitStatus.ok.rawValue
  }

  /// Runs the script of a plan for real, and holds it to the plan.
  func apply(_ path: String, isAgreed: Bool) throws -> ExitCode {
    do {
      let plan = try PlanFile(path).read()
      let source = try Source(reading: plan.script.path)
      let arguments = plan.parameters.sorted { $0.key < $1.key }.flatMap { ["--" + $0.key, $0.value] }
      let launch = Launch(options: options.completed(by: plan.target), reports: reports)
      return try launch.inSession(isFile: true, staging: .plan(plan)) { workbench in
        try workbench.admit(plan, source)
        if !isAgreed, plan.approvals.isEmpty { try Self.ask(plan) }
        var details = workbench.opening(script: source, arguments: arguments, now: plan.now)
        details["plan"] = .string(plan.hash)
        details["plan_file"] = .string(path)
        return details
      } running: { workbench in
        let runner = ScriptRunner(workbench.runner(now: plan.now))
        let status = runner.run(source, parameters: plan.parameters)
        workbench.reportChanged()
        return status.rawValue
      }
    } catch let diagnostic as Diagnostic {
      throw Complaint(diagnostic).shown()
    } catch let problem as PlanProblem {
      throw Complaint(problem).shown()
    }
  }

  private static func ask(_ plan: Plan) throws {
    StandardStreams.error(plan.text())
    guard Terminal.isInteractive(0) else {
      throw PlanProblem.unconfirmed
    }
    let answer = try Terminal.ask(prompt: "apply it? [y/N] ")
    guard ["y", "yes"].contains(answer.lowercased()) else { throw PlanProblem.unconfirmed }
  }
}

extension ConnectionOptions {
  /// Where the plan was made, if nothing else is said.
  fileprivate func completed(by target: Plan.Target) -> ConnectionOptions {
    guard server == nil, profile == nil else { return self }
    var options = self
    if target.profile == target.server { options.server = target.server } else { options.profile = target.profile }
    return options
  }
}

extension Workbench {
  private func target() -> Plan.Target {
    Plan.Target(server: profile.server.text, profile: profile.name, identity: details["identity"]?.text ?? "")
  }

  fileprivate func draft(_ source: Source, parameters: [String: String], now: Int64, hours: Int) -> Plan {
    let end = now.addingReportingOverflow(
      Int64(clamping: hours).multipliedReportingOverflow(by: 3_600_000_000).partialValue)
    return Plan(
      kmsh: Kmsh.version, script: Plan.ScriptFile(source),
      includes: ScriptRunner(runner()).includes(of: source).map(Plan.ScriptFile.init), parameters: parameters, now: now,
      target: target(), created: Timestamp(microseconds: now).description,
      expires: Timestamp(microseconds: end.partialValue).description)
  }

  fileprivate func admit(_ plan: Plan, _ source: Source) throws {
    let runner = try ApproverKey.load(workplace.folders.approverKey)?.publicKey
    let setting = PlanSetting(
      target: target(), script: Plan.ScriptFile(source),
      includes: ScriptRunner(self.runner()).includes(of: source).map(Plan.ScriptFile.init), policy: profile.policy,
      runner: runner, now: Timestamp(microseconds: WallClock.microseconds))
    if let problem = plan.problem(in: setting) { throw problem }
  }

  fileprivate func reportChanged() {
    guard let changed = stage.guardian?.changed, !changed.isEmpty else { return }
    let count = changed.count == 1 ? "1 object has" : "\(changed.count) objects have"
    console.warn(
      "\(count) changed since the plan and stayed as they are: \(changed.joined(separator: " "))", hint: "plan again")
  }

  /// Whether the profile's policy refuses the script whatever its objects are; says so then.
  func refuses(_ source: Source) -> Bool {
    guard case .success(let script) = Parser.parseFile(source),
      let program = Checker(commands: interpreter.commands, host: session).check(script).program
    else { return false }
    let problems = PolicyCheck(profile.policy, interpreter.commands, stage.staging.mode).problems(in: program)
    for problem in problems { Complaint(problem).show(color: console.colorsErrors) }
    return !problems.isEmpty
  }
}

extension Plan.ScriptFile {
  fileprivate init(_ source: Source) { self.init(path: source.name, sha256: source.digest) }
}
