import ArgumentParser
import KMSCommands

struct JoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Help with a run that another process leads.",
    discussion: """
      `kmsh run --share FILE` says which session to join. Each process, on whichever host, takes items of the script's \
      outermost loops with `parallel`, and each item is done by one of them; an item whose process died is looked up \
      at the server and brought to its end by another. All else is done by the leader alone.

      The audit log must be the same PostgreSQL database. The script and the files it uses must lie in the same place \
      with the same contents, and the server and the identity there must be the same. Where the server asks for a \
      token, hosts need the same fingerprint key ($XDG_STATE_HOME/kmsh/fingerprint-key) to see that it is.

      Ends with the exit status of the run, and with 1 if its leader is gone.

      EXAMPLES:
        kmsh join 0198a3f2
      """)

  @OptionGroup var options: ConnectionOptions
  @Argument(help: "The session, or the beginning of its ID.") var session: String

  func run() throws {
    let earlier: EarlierRun
    do {
      earlier = try EarlierRun(matching: session, retriesFailed: nil, in: Workplace())
    } catch {
      throw Complaint(error).shown()
    }
    throw try Launch(options: options).join(earlier)
  }
}
