import Foundation
import Testing

@testable import generate_kmip

/// The checked-in files are what the facts produce.
@Suite struct StalenessTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func generatedFilesAreThoseOfTheFacts() throws {
    let facts = try Facts(contentsOf: root.appending(path: "Sources/generate-kmip/kmip-2.1.json"))
    let folder = root.appending(path: "Sources/KMIP/Generated")
    let wanted = facts.files()
    for (path, text) in wanted {
      let found = try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
      #expect(found == text, "\(path) is stale: run `swift run generate-kmip`")
    }
    let found = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    #expect(Set(found).subtracting(wanted.keys).isEmpty)
  }
}
