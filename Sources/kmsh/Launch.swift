import ArgumentParser
import Foundation
import KMSCommands
import KMSInterpreter
import KMSShell
import KMSSyntax
import LineEditor

/// Runs a script or the prompt in a session of its own, and ends with what the process shall exit with.
struct Launch {
  let options: ConnectionOptions

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
    let launch = Launch(options: given.options.completed(by: options))
    return try launch.inSession(isPrompt: false, script: source, arguments: arguments) { workbench in
      ScriptRunner(workbench.runner).run(source, parameters: given.values).rawValue
    }
  }

  func prompt() throws -> ExitCode {
    try inSession(isPrompt: true, script: nil, arguments: []) { workbench in
      try workbench.repl().run()
    }
  }

  private func inSession(
    isPrompt: Bool, script: Source?, arguments: [String], _ body: (Workbench) throws -> Int32
  ) throws -> ExitCode {
    Signals.shared.install()
    do {
      let workbench = try Workbench(options, isPrompt: isPrompt)
      let opening = workbench.opening(script: script, arguments: arguments)
      try AsyncBridge.wait { try await workbench.journal.open(opening) }
      var status = try body(workbench)
      if let signal = Signals.shared.termination { status = 128 &+ signal.number }
      if status == 0, StandardStreams.hasLostOutput {
        workbench.console.warn("not all of the output could be written", hint: "what was done is on record: kmsh audit")
        status = ExitStatus.failed.rawValue
      }
      try AsyncBridge.wait { [status] in
        await workbench.connector.close()
        try await workbench.journal.close(exitStatus: status)
      }
      return ExitCode(status)
    } catch {
      throw Complaint(error).shown()
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
        hint: isName ? "kmsh -c runs a statement, kmsh --help lists the subcommands" : nil)
    }
  }
}

extension Launch {
  /// Prints what a script says of itself and of its parameters. Nothing is sent, and nothing is put on record.
  private func help(_ source: Source) throws -> ExitCode {
    do {
      let runner = ScriptRunner(try Workbench(options, records: false).runner)
      guard let program = runner.program(source) else { return ExitCode(ExitStatus.usage.rawValue) }
      let width = Terminal.isInteractive(1) ? Terminal.width(1) : nil
      StandardStreams.output(CommandLineHelp.script(program, width: width))
      return .success
    } catch {
      throw Complaint(error).shown()
    }
  }

  /// Whether every script may run. Nothing is sent, and nothing is put on record.
  func check(_ files: [String]) throws -> Bool {
    do {
      let runner = ScriptRunner(try Workbench(options, records: false).runner)
      var isSound = true
      for file in files {
        isSound = runner.check(try Source(reading: file)) == .ok && isSound
      }
      return isSound
    } catch {
      throw Complaint(error).shown()
    }
  }
}
