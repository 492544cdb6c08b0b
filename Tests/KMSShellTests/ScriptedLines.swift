import KMSShell
import LineEditor

/// Entries from a list of lines, joined while the shell says that more must come.
final class ScriptedLines: LineSource {
  private var inputs: [LineEditor.Input]
  private(set) var entries: [String] = []

  init(_ inputs: [LineEditor.Input]) { self.inputs = inputs }

  func read(isComplete: (String) -> Bool, completions: (CompletionRequest) -> [Completion]) -> LineEditor.Input {
    var lines: [String] = []
    while !inputs.isEmpty {
      guard case .line(let line) = inputs.removeFirst() else { return .interrupted }
      lines.append(line)
      let entry = lines.joined(separator: "\n")
      guard isComplete(entry) else { continue }
      entries.append(entry)
      return .line(entry)
    }
    return lines.isEmpty ? .endOfInput : .line(lines.joined(separator: "\n"))
  }
}
