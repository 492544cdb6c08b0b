import ArgumentParser
import KMSSyntax

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say more about a diagnostic's code.",
    discussion: """
      EXAMPLES:
        kmsh explain K0413
        kmsh explain
      """)

  @ArgumentParser.Argument(help: "Such as K0413; all codes if left out.") var code: String?

  func run() throws {
    guard let code else {
      for row in Explanation.all { StandardStreams.output("\(row.code)  \(row.title)\n") }
      return
    }
    guard let row = DiagnosticCode(spelling: code)?.explanation else {
      throw Complaint(ConfigurationError("no diagnostic has the code \(code)", hint: "kmsh explain lists them")).shown()
    }
    StandardStreams.output("\(row.code)  \(row.title)\n\n\(row.text)\n")
  }
}
