import ArgumentParser
import KMIPClient
import KMSShell
import KMSSyntax

struct ServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server", abstract: "Show what is known of the server, and what it is taken for.",
    discussion: """
      What a server calls itself selects a kind, and with it what is taken for known: whether an object gets the \
      identifier that is asked for, how many objects a search may answer with, and so on. [profiles.NAME.dialect] in \
      the configuration says otherwise. The statement `server` does the same at the prompt.

      EXAMPLES:
        kmsh server
        kmsh server --profile prod --output json
        kmsh server --kinds
      """)

  @OptionGroup var options: ConnectionOptions
  @Flag(help: "List what is known of each kind of server, and ask none.") var kinds = false

  func run() throws {
    guard kinds else {
      throw try Launch(options: options).run(Source(name: "<command>", text: "server"), arguments: [])
    }
    for kind in ServerProfile.known {
      StandardStreams.output(kind.name + "\n")
      let width = ServerTrait.all.map(\.key.count).max() ?? 0
      for trait in ServerTrait.all {
        let key = trait.key + String(repeating: " ", count: width - trait.key.count)
        StandardStreams.output("  \(key)  \(trait.text(of: kind))\n")
      }
    }
  }
}
