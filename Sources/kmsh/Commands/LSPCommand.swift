import KMSInterpreter
import ArgumentParser
import Glibc
import KMSLanguageServer

struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Serve an editor with the Language Server Protocol, over standard input and output.",
    discussion: """
      An editor starts it by itself: scripts/editor/README.md says how to set up some of them. It finds mistakes while \
      a runbook is written, completes, explains, goes to definitions and lays out. It talks to no KMS.
      """)

  @OptionGroup var options: ConnectionOptions

  func run() throws {
    let commands =
      try {
        do { return try Workbench(options, records: false).interpreter.commands } catch {
          throw Complaint(error).shown()
        }
      }()
    var server = LanguageServer(commands: commands, version: Kmsh.version)
    let status = server.serve(read: Self.read, write: Self.write)
    if status != 0 { throw ExitCode(status) }
  }

  private static func read() -> [UInt8]? {
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(0, &part, part.count)
      if count < 0, errno == EINTR { continue }
      return count > 0 ? Array(part.prefix(count)) : nil
    }
  }

  private static func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // The editor is gone; that the input ends says so too.
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
