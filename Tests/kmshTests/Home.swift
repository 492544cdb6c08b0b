import Foundation
import Synchronization

/// A home directory of its own, and the kmsh that was built beside the tests.
final class Home: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "kmsh-home-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  struct Ended {
    var status: Int32
    var output: String
    var errors: String
  }

  private static let binary = URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
    .appending(path: "kmsh")

  // Foundation's Process crashes now and then when two threads start one at once.
  private static let starting = Mutex(())

  /// Runs kmsh to its end. `ended` is called with the process once it runs.
  func kmsh(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    whileRunning: (Process) -> Void = { _ in }
  ) throws -> Ended {
    let process = try start(arguments, input: input, environment: environment)
    whileRunning(process)
    process.waitUntilExit()
    return Ended(status: process.terminationStatus, output: try read("output"), errors: try read("errors"))
  }

  /// Output goes to files, so that neither end waits for the other.
  func start(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> Process {
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: path)
    process.environment = ["HOME": path, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    try write("input", input)
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: path + "/input"))
    process.standardOutput = try emptyFile("output")
    process.standardError = try emptyFile("errors")
    try Self.starting.withLock { _ in try process.run() }
    return process
  }

  func write(_ name: String, _ text: String) throws {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path).appending(path: name)), as: UTF8.self)
  }

  private func emptyFile(_ name: String) throws -> FileHandle {
    try write(name, "")
    return try FileHandle(forWritingTo: URL(filePath: path).appending(path: name))
  }
}
