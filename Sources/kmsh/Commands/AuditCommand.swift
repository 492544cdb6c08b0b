import ArgumentParser
import AuditLog
import KMSCommands
import KMSInterpreter
import KMSShell
import KMSSyntax

/// The audit trail from outside a session.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "List, show, verify, prove and export what is on record.",
    discussion: """
      EXAMPLES:
        kmsh audit sessions
        kmsh audit show 019a3f2c
        kmsh audit parked
        kmsh audit verify
        kmsh audit prove 4711 -o proof.txt
        kmsh audit export --session 019a3f2c > session.jsonl
      """,
    subcommands: [
      Sessions.self, Show.self, Parked.self, Verify.self, Prove.self, LastCheckpoint.self, Key.self, Export.self,
    ], defaultSubcommand: Sessions.self)
}

struct AuditOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The audit log, a file or postgres://…; that of the configuration if left out.", valueName: "store"))
  var store: String?

  @Option(help: "table, json, jsonl, csv or id; table at a terminal, jsonl elsewhere.")
  var output: String?

  func open(_ workplace: Workplace) throws -> AuditStore {
    try AuditStore(at: workplace.auditLocation(store), access: .read)
  }
}

extension AuditCommand {
  struct Sessions: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the newest sessions.")
    @OptionGroup var options: AuditOptions
    @Option(help: "How many.") var limit = 20

    func run() throws {
      try report { workplace in
        let sessions = try await options.open(workplace).sessions(limit: limit)
        try options.printer(workplace).print(
          .table(Table(columns: SessionRow.columns, rows: sessions.map(SessionRow.row))))
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the records of a session.")
    @OptionGroup var options: AuditOptions
    @ArgumentParser.Argument(help: "The session's identifier, or the beginning of it.") var session: String

    func run() throws {
      try report { workplace in
        let store = try options.open(workplace)
        let records = try await store.records(session: try await store.session(matching: session))
        try options.printer(workplace).print(.table(AuditTable.table(records)))
        let doubtful = try await store.inDoubt(session: try await store.session(matching: session))
        for record in doubtful {
          StandardStreams.error("in doubt: record \(record.seq): \(Display.safe(record.entry.statement ?? ""))\n")
        }
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write records as lines of canonical JSON, with their hashes.")
    @OptionGroup var options: AuditOptions
    @Option(help: "Only this session.") var session: String?

    func run() throws {
      try report { workplace in
        let store = try options.open(workplace)
        var filter = RecordFilter()
        if let session { filter.session = try await store.session(matching: session) }
        try await store.export(matching: filter) { StandardStreams.output($0 + "\n") }
        guard !StandardStreams.hasLostOutput else {
          StandardStreams.error("the export is not whole: standard output could not be written\n")
          throw ExitCode(1)
        }
      }
    }
  }
}
