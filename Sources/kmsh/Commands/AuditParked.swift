import ArgumentParser
import AuditLog
import KMSInterpreter
import KMSShell

extension AuditCommand {
  struct Parked: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what nobody knows the outcome of: writes that are in doubt.",
      discussion: """
        A write without an answer is looked for at the server. Where that cannot tell, or the run was broken off, it \
        stands here until the run is taken up again. Ends with 5 if there is any, else with 0.

        EXAMPLES:
          kmsh audit parked
          kmsh audit parked 0198a3f2 --output json
        """)
    @OptionGroup var options: AuditOptions
    @ArgumentParser.Argument(help: "The session, or the beginning of its ID; all of them if left out.")
    var session: String?

    func run() throws {
      try report { workplace in
        let store = try options.open(workplace)
        let found =
          if let session {
            [try await store.session(matching: session)]
          } else {
            try await store.sessions(limit: .max).filter { $0.inDoubt > 0 }.map(\.id)
          }
        var writes: [ParkedWrite] = []
        for session in found { writes += try await ParkedWrite.all(in: session, store) }
        try options.printer(workplace).print(
          .table(Table(columns: ParkedWrite.columns, rows: writes.map(\.row))))
        for hint in ParkedWrite.hints(writes) { StandardStreams.error(hint + "\n") }
        guard writes.isEmpty else { throw ExitCode(ExitStatus.inDoubt.rawValue) }
      }
    }
  }
}
