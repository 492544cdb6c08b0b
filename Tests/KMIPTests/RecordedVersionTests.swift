import Foundation
import KMIP
import TTLV
import Testing

/// What another client and another server said to each other, in six versions.
@Suite struct RecordedVersionTests {
  private static func messages() -> [(name: String, bytes: [UInt8])] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "../shared/kmip/peers/pykmip-messages").standardized
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    if files.isEmpty { print("skipped: no messages in \(folder.path)") }
    return files.sorted { $0.path < $1.path }.compactMap { file in
      (try? Data(contentsOf: file)).map { (file.lastPathComponent, [UInt8]($0)) }
    }
  }

  /// The two speak of Encoding Option and Re-key Key Pair, which are of 1.1, in 1.0 too.
  private static func isYoungerThanItSays(_ item: Item) -> Bool {
    guard item.protocolVersion == .v1_0 else { return false }
    return item.tags.contains(.encodingOption) || item[.batchItem]?[.operation]?.enumeration == 0x1D
  }

  @Test func everyMessageIsWrittenAsItWasRead() throws {
    var exceptions = 0
    let messages = Self.messages()
    for (name, bytes) in messages {
      let item = try Item(decoding: bytes)
      guard !Self.isYoungerThanItSays(item) else {
        exceptions += 1
        continue
      }
      let again =
        item.tag == .requestMessage ? try RequestMessage(item).lowered() : try ResponseMessage(item).lowered()
      #expect(again.encoded() == bytes, "\(name)")
    }
    #expect(exceptions == (messages.isEmpty ? 0 : 4))
  }
}

extension Item {
  fileprivate var tags: [TTLV.Tag] { [tag] + children.flatMap(\.tags) }
}
