import Foundation
import KMSSyntax

/// What a `.kms` file says of itself: `# prints: …`, `# error: K0450 words`, and `# wires: …` where not all will do.
struct Expectation {
  struct Fault: Equatable {
    var line: Int
    var code: String
    var words: String
  }

  var prints: [String] = []
  var faults: [Fault] = []
  /// None for every wire.
  var wires: [String]?

  init(_ source: Source) {
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if let text = Self.text(after: "# wires:", in: line) { wires = text.split(separator: " ").map(String.init) }
      if let text = Self.text(after: "# prints:", in: line) { prints.append(text) }
      if let text = Self.text(after: "# error:", in: line) {
        let parts = text.split(separator: " ", maxSplits: 1)
        faults.append(
          Fault(line: index + 1, code: String(parts.first ?? ""), words: parts.count > 1 ? String(parts[1]) : ""))
      }
    }
  }

  private static func text(after mark: String, in line: Substring) -> String? {
    guard let range = line.range(of: mark) else { return nil }
    let rest = line[range.upperBound...]
    return String(rest.hasPrefix(" ") ? rest.dropFirst() : rest)
  }
}
