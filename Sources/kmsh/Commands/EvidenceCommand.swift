import ArgumentParser
import AuditLog
import Evidence
import Foundation
import KMSSyntax

/// A session as one file for an auditor.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Pack a session with all that proves it, or check such a bundle.",
    discussion: """
      A bundle holds the script and the files it used, the plan and its approvals, the session's records, a proof that \
      they are among those that the audit log signed, the reports, and a signed manifest of it all. To check it takes \
      the bundle alone; whose it is shows --key, the public key that the audit log is known by.

      EXAMPLES:
        kmsh evidence 019a3f2c -o rotation.zip
        kmsh evidence verify rotation.zip --key 'ed25519 9d61b19deffd5a60…'
      """,
    subcommands: [Make.self, Verify.self], defaultSubcommand: Make.self)
}

extension EvidenceCommand {
  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Pack a session; this is what 'evidence' does.")
    @OptionGroup var store: StoreOptions
    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the bundle.", valueName: "file"))
    var output: String
    @Flag(help: "Leave out, and say so in the bundle, files that are gone or were changed since.")
    var allowMissing = false
    @ArgumentParser.Argument(help: "The session's identifier, or the beginning of it.") var session: String

    func run() throws {
      try report { workplace in
        let store = try store.open(workplace)
        let session = try await store.session(matching: session)
        let files = RecordedFiles(try await store.records(session: session))
        let bundle = try await bundle(session, store, files)
        try OutputFile(output).write(bundle.bytes)
        for missing in bundle.missing { StandardStreams.error("left out: \(Display.safe(missing))\n") }
        StandardStreams.error("\(output): \(bundle.bytes.count) bytes\n")
        for key in try await store.publicKeys() {
          StandardStreams.error("check it with: kmsh evidence verify \(output) --key '\(key)'\n")
        }
      }
    }

    private func bundle(
      _ session: SessionID, _ store: AuditStore, _ files: RecordedFiles
    ) async throws -> EvidenceBundle {
      do {
        return try await EvidenceBundle(
          session: session, of: store, allowMissing: allowMissing, version: Kmsh.version
        ) { name in
          try files.bytes(of: name)
        }
      } catch let error as EvidenceError {
        throw ConfigurationError(error.message, hint: error.hint)
      } catch let error as ProofError {
        throw ConfigurationError(error.message, hint: error.hint)
      }
    }

    func validate() throws {
      guard output != "-" else { throw ValidationError("a bundle is no text: name a file with -o") }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a bundle; it needs nothing else.",
      discussion: "Exits with 0 if all of it holds, with 1 and the first thing that does not.")
    @Option(help: ArgumentHelp("A public key that the audit log is known by, or a file with some.", valueName: "key"))
    var key: [String] = []
    @ArgumentParser.Argument(help: "The bundle.") var bundle: String

    func run() throws {
      let verdict: EvidenceVerdict
      do {
        verdict = EvidenceVerdict(bundle: try Self.read(bundle), pinned: try key.flatMap(Self.keys))
      } catch {
        throw Complaint(error).shown()
      }
      StandardStreams.output(verdict.summary)
      if !verdict.isSound { throw ExitCode(1) }
    }

    private static func keys(_ text: String) throws -> [AuditPublicKey] {
      if let key = AuditPublicKey(text) { return [key] }
      let file = (try? read(text)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      if let key = AuditPublicKey(file) { return [key] }
      let lines = file.split(whereSeparator: \.isNewline)
      let keys = lines.compactMap { AuditPublicKey(String($0)) }
      if !keys.isEmpty, keys.count == lines.count { return keys }
      throw ConfigurationError(
        "'\(text)' is no public key and no file of public keys",
        hint: "write 'ed25519' and 64 hexadecimal digits, or name a file of such lines")
    }

    private static func read(_ path: String) throws -> [UInt8] {
      do {
        return Array(try Data(contentsOf: URL(filePath: path)))
      } catch {
        let cause = (error as? CocoaError)?.localizedDescription ?? "\(error)"
        throw ConfigurationError("\(path) cannot be read: \(cause)")
      }
    }
  }
}

extension EvidenceVerdict {
  fileprivate var summary: String {
    if let fault { return "not sound: \(Display.safe(fault))\n" }
    let proof = checkpoint.map { "proven by checkpoint \($0.number) of \($0.at), \($0.size) records" }
    let lines = [
      "sound: session \(session), \(records) records, \(files) files", proof, key.map { "signed with \($0)" },
    ]
    return (lines.compactMap { $0 } + notes.map { "note: \($0)" }).map { Display.safe($0) + "\n" }.joined()
  }
}
