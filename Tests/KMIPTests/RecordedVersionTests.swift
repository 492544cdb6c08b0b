import Foundation
import KMIP
import TTLV
import Testing

/// What another client and another server said to each other, in six versions.
@Suite struct RecordedVersionTests {
  private static func messages() -> [(name: String, bytes: [UInt8])] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appending(path: "../shared/kmip/peers/pykmip-messages").standardized
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    if files.isEmpty { print("skipped: no messages in \(folder.path)") }
    return files.sorted { $0.path < $1.path }.compactMap { file in
      (try? Data(contentsOf: file)).map { (file.lastPathComponent, [UInt8]($0)) }
    }
  }

  @Test func everyMessageIsWrittenAsItWasRead() throws {
    for (name, bytes) in Self.messages() {
      let item = try Item(decoding: bytes)
      let again = item.tag == .requestMessage ? try RequestMessage(item).lowered() : try ResponseMessage(item).lowered()
      #expect(again.encoded() == bytes, "\(name)")
    }
  }
}
