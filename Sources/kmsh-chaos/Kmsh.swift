import Foundation

/// The program under test, in a home of its own.
struct Kmsh: Sendable {
  let program: String
  let home: String

  struct Ended {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Starts it; its output goes to files in the home folder.
  func start(_ arguments: [String], as name: String, environment extra: [String: String] = [:]) throws -> Running {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    var environment = ["HOME": home, "PATH": "/usr/bin:/bin", "TERM": "dumb", "LANG": "C.UTF-8"]
    environment.merge(extra) { _, new in new }
    process.environment = environment
    process.currentDirectoryURL = URL(filePath: home)
    let (output, errors) = (home + "/\(name).out", home + "/\(name).err")
    for path in [output, errors] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    return Running(process: process, output: output, errors: errors)
  }

  func run(_ arguments: [String], as name: String = "step") throws -> Ended {
    try start(arguments, as: name).wait()
  }

  /// Runs, and stops all where it does not succeed.
  @discardableResult
  func succeed(_ arguments: [String], as name: String = "step") throws -> String {
    let ended = try run(arguments, as: name)
    guard ended.status == 0 else {
      throw ChaosError("kmsh \(arguments.first ?? "") ended with \(ended.status): \(ended.errors.suffix(2000))")
    }
    return ended.output
  }
}

struct Running {
  let process: Process
  let output: String
  let errors: String

  func wait() -> Kmsh.Ended {
    process.waitUntilExit()
    let status =
      process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
    return Kmsh.Ended(status: status, output: Self.text(output), errors: Self.text(errors))
  }

  func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

  private static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}
