import Foundation
import KMSSyntax

enum Files {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Names of the language tests.
  static let scripts = names(in: "Tests/Scripts")
  static let runbooks = names(in: "scripts/runbooks")

  static func source(_ name: String, in folder: String = "Tests/Scripts") throws -> Source {
    let file = root.appending(path: folder).appending(path: name)
    return Source(name: file.path, text: try String(contentsOf: file, encoding: .utf8))
  }

  private static func names(in folder: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
    return all.filter { $0.hasSuffix(".kms") }.sorted()
  }
}
