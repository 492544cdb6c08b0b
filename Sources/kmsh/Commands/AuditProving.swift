import ArgumentParser
import AuditLog
import Glibc

extension AuditCommand {
  struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prove that a record is in the log, or that the log only grew.",
      discussion: """
        The proof is a text of its own: the record, its place in the Merkle tree (RFC 6962), a signed checkpoint and \
        the key. 'kmsh audit verify --proof' checks it anywhere, without the log.

        EXAMPLES:
          kmsh audit prove 4711 -o proof.txt
          kmsh audit prove --since checkpoint-of-january.txt -o grown.txt
          kmsh audit verify --proof proof.txt --key audit-key.txt
        """)
    @OptionGroup var options: AuditOptions
    @ArgumentParser.Argument(help: "The record's number, as 'kmsh audit show' lists it.") var seq: Int64?
    @Option(help: ArgumentHelp("Prove that the log holds all that this checkpoint covers.", valueName: "file"))
    var since: String?
    @Option(help: ArgumentHelp("The checkpoint to prove it under; the newest if left out.", valueName: "file"))
    var checkpoint: String?
    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("Where the proof goes.", valueName: "file"))
    var to: String?

    func validate() throws {
      guard (seq == nil) != (since == nil) else {
        throw ValidationError("give the number of a record, or --since and a checkpoint")
      }
    }

    func run() throws {
      try report { workplace in
        let store = try options.open(workplace)
        let newer = try checkpoint.map(KeptCheckpoint.read)
        let document: ProofDocument
        if let since {
          document = .consistency(try await store.consistency(from: try KeptCheckpoint.read(since), to: newer))
        } else {
          document = .inclusion(try await store.proof(of: seq ?? 0, under: newer))
        }
        try TextOutput.write(document.text, to: to)
      }
    }
  }

  struct LastCheckpoint: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "checkpoint", abstract: "Print the newest checkpoint: three lines to keep elsewhere.")
    @OptionGroup var options: AuditOptions
    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("Where it goes.", valueName: "file"))
    var to: String?

    func run() throws {
      try report { workplace in
        guard let newest = try await options.open(workplace).checkpoints().last else {
          throw ConfigurationError("the audit log has no checkpoint", hint: "look at it with 'kmsh audit verify'")
        }
        try TextOutput.write(newest.note + "\n", to: to)
      }
    }
  }

  struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the public key that the log's checkpoints are signed with.",
      discussion: "Keep it away from the log: 'kmsh audit verify --key' then finds a log that was signed anew.")
    @OptionGroup var options: AuditOptions

    func run() throws {
      try report { workplace in
        StandardStreams.output("\(try await options.open(workplace).publicKey())\n")
      }
    }
  }
}

/// Standard output, or a file that is made or overwritten.
enum TextOutput {
  static func write(_ text: String, to path: String?) throws {
    guard let path else { return StandardStreams.output(text) }
    guard let file = fopen(path, "we") else { throw failure(path) }
    let bytes = Array(text.utf8)
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
    guard fclose(file) == 0, isWritten else { throw failure(path) }
  }

  private static func failure(_ path: String) -> ConfigurationError {
    ConfigurationError("\(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}
