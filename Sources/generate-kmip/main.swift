import Foundation

// usage: generate-kmip [PACKAGE_ROOT]
// Writes Sources/KMIP/Generated from Sources/generate-kmip/kmip-2.1.json. A file that is not produced is removed.

let root = URL(filePath: CommandLine.arguments.dropFirst().first ?? FileManager.default.currentDirectoryPath)
let facts = try Facts(contentsOf: root.appending(path: "Sources/generate-kmip/kmip-2.1.json"))
let folder = root.appending(path: "Sources/KMIP/Generated")
try? FileManager.default.removeItem(at: folder)
for (path, text) in facts.files() {
  let file = folder.appending(path: path)
  try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(text.utf8).write(to: file)
}
