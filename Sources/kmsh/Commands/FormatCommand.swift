import ArgumentParser
import KMSLanguageServer
import KMSSyntax

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Lay runbooks out the one way.",
    discussion: """
      Indentation, spaces and line breaks change; words, values and comments stay. A file that does not parse is left \
      as it is. `-` reads standard input and writes standard output.

      Exits with 0 if all is well, with 1 if --check found files that differ, with 2 if a file does not parse or cannot \
      be read or written.

      EXAMPLES:
        kmsh fmt scripts/runbooks/*.kms
        kmsh fmt --check scripts/runbooks/*.kms
        kmsh fmt - < draft.kms
      """)

  @Flag(help: "Write nothing, and name the files that differ.") var check = false
  @ArgumentParser.Argument(help: "Scripts, or - for standard input.") var files: [String]

  func run() throws {
    var status: Int32 = 0
    for file in files { status = max(status, format(file)) }
    if status != 0 { throw ExitCode(status) }
  }

  private func format(_ file: String) -> Int32 {
    do {
      let source = try source(file)
      let text = try Formatter.formatted(source).get()
      if check { return report(source, differs: text != source.text) }
      if file == "-" {
        StandardStreams.output(text)
      } else if text != source.text {
        try ScriptFile.replace(file, with: text)
      }
      return 0
    } catch let failure as ParseFailure {
      for diagnostic in failure.diagnostics { _ = Complaint(diagnostic).shown() }
      return 2
    } catch {
      return Complaint(error).shown().rawValue
    }
  }

  private func source(_ file: String) throws -> Source {
    file == "-"
      ? Source(name: "<standard input>", text: try ScriptFile.textOfStandardInput())
      : Source(name: file, text: try ScriptFile.text(at: file))
  }

  private func report(_ source: Source, differs: Bool) -> Int32 {
    if differs { StandardStreams.output(source.name + "\n") }
    return differs ? 1 : 0
  }
}
