import Foundation
import KMSSyntax
import Testing

@Suite struct ExplanationTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  /// The numbers that the sources give to codes, and in how many places.
  private static func numbers() throws -> [Int: Int] {
    let folder = sources.appending(path: "KMSSyntax/Diagnostics")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    var numbers: [Int: Int] = [:]
    for file in files where file.lastPathComponent.hasPrefix("Codes+") {
      for match in try String(contentsOf: file, encoding: .utf8).matches(of: /Self\(rawValue: (\d+)\)/) {
        numbers[Int(match.1) ?? 0, default: 0] += 1
      }
    }
    return numbers
  }

  @Test func everyCodeIsExplainedOnce() throws {
    let numbers = try Self.numbers()
    #expect(numbers.count > 80)
    #expect(numbers.filter { $0.value > 1 }.keys.sorted() == [], "two codes have the same number")
    let explained = Explanation.all.map(\.code.rawValue)
    #expect(Set(numbers.keys).subtracting(explained).sorted() == [], "codes without an explanation")
    #expect(Set(explained).subtracting(numbers.keys).sorted() == [], "explanations of no code")
    #expect(Set(explained).count == explained.count)
  }
}
