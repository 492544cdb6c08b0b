import ArgumentParser
import AuditLog

/// What a session did, told from its records at any time after.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Tell what a session did, for people or for programs.",
    discussion: """
      Steps, items with their outcomes and times, failures with their place, and the life of each key; once each, \
      however often the session was broken off and resumed. '-' in place of a file is standard output.

      EXAMPLES:
        kmsh report 019a3f2c --report-html rotation.html
        kmsh report 019a3f2c --report-junit junit.xml --report-json -
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var reports: ReportOptions
  @ArgumentParser.Argument(help: "The session's identifier, or the beginning of it.") var session: String

  func validate() throws {
    guard reports.isEmpty else { return }
    throw ValidationError("no report is asked for: --report-html, --report-junit, --report-tap or --report-json")
  }

  func run() throws {
    try report { workplace in
      let store = try store.open(workplace)
      try await reports.write(session: try await store.session(matching: session), store: store)
    }
  }
}
