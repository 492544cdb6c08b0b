import Foundation
import Spawning

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

  static let binary = URL(filePath: built("kmsh"))

  /// The path of a program that was built beside the tests.
  static func built(_ name: String) -> String {
    URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent().appending(path: name)
      .path(percentEncoded: false)
  }

  /// Runs kmsh to its end. `ended` is called with the process once it runs.
  func kmsh(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], as name: String = "",
    whileRunning: (ChildProcess) throws -> Void = { _ in }
  ) throws -> Ended {
    let process = try start(arguments, input: input, environment: environment, as: name)
    try whileRunning(process)
    return try wait(for: process, as: name)
  }

  func wait(for process: ChildProcess, as name: String = "") throws -> Ended {
    process.waitUntilExit()
    return Ended(
      status: process.terminationStatus, output: try read(name + "output"), errors: try read(name + "errors"))
  }

  /// The address of a `serve` that was started under this name.
  func address(of server: ChildProcess, as name: String = "") throws -> String {
    while server.isRunning, try !read(name + "errors").contains("\n") { sched_yield() }
    return try read(name + "errors").split(separator: " ").last.map { String($0.dropLast()) } ?? ""
  }

  /// All files, by their paths in this directory.
  var files: [String: Data] {
    var files: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init() {
      files[name] = FileManager.default.contents(atPath: path + "/" + name)
    }
    return files
  }

  var environment: [String: String] { ["HOME": path, "PATH": "/usr/bin:/bin"] }

  /// Output goes to files, so that neither end waits for the other. `name` goes before the files' names.
  func start(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], as name: String = ""
  ) throws -> ChildProcess {
    try write(name + "input", input)
    let files = path + "/" + name
    return try ChildProcess(
      [Self.binary.path(percentEncoded: false)] + arguments, in: path,
      environment: self.environment.merging(environment) { $1 }, input: files + "input", output: files + "output",
      errors: files + "errors")
  }

  func write(_ name: String, _ text: String) throws {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path).appending(path: name)), as: UTF8.self)
  }
}
