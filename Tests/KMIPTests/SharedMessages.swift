import Foundation
import KMIP
import TTLV

/// Files beside the package that are not part of it.
enum SharedMessages {
  static let vocabulary = BareOperationVocabulary()

  static func files(_ folder: String, ending: String) -> [URL] {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = package.deletingLastPathComponent().appending(path: "shared/kmip/\(folder)")
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    let files = (found ?? []).filter { $0.lastPathComponent.hasSuffix(ending) }.sorted { $0.path < $1.path }
    if files.isEmpty { print("skipped: no files in \(folder.path)") }
    return files
  }

  static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }

  /// The messages of OASIS's test cases, their placeholders filled in as `oasis.py convert` does.
  static func testCases() throws -> [(name: String, messages: [Item])] {
    try files("oasis", ending: ".xml").map { file in
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      let folder = file.deletingLastPathComponent()
      let name = [
        folder.deletingLastPathComponent().lastPathComponent, folder.lastPathComponent,
        file.deletingPathExtension().lastPathComponent,
      ].joined(separator: "/")
      return (name, try items(Array(filled(text).utf8)))
    }
  }

  static func items(_ bytes: [UInt8]) throws -> [Item] {
    var reader = try ItemReader(bytes, vocabulary: vocabulary)
    var items: [Item] = []
    while let item = try reader.next() { items.append(item) }
    return items
  }

  /// What `$NOW` is here.
  static let now: Int64 = 1_800_000_000

  private static func filled(_ text: String) -> String {
    // The older files have line ends of a narrow page inside of names.
    var text = text
    for match in text.matches(of: #/type="([A-Za-z]+)" value="([^"]*)"/#).reversed() {
      let value = String(match.output.2.replacing(#/  +/#, with: " "))
      let filled = placeholder(value, type: match.output.1) ?? value
      text.replaceSubrange(match.range, with: "type=\"\(match.output.1)\" value=\"\(filled)\"")
    }
    return text
  }

  private static func placeholder(_ value: String, type: Substring) -> String? {
    guard value.hasPrefix("$") else { return nil }
    if value.hasPrefix("$NOW") { return String(now + (Int64(value.dropFirst(4)) ?? 0)) }
    switch type {
    case "TextString": return "unbound"
    case "ByteString": return ""
    default: return "0"
    }
  }
}
