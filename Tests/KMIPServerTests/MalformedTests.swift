import Foundation
import KMIP
import KMIPServer
import TTLV
import Testing

@Suite struct MalformedTests {
  @Test(arguments: [
    [], [0x42], Array("GET / HTTP/1.1".utf8), [UInt8](repeating: 0xFF, count: 64),
    [0x42, 0x00, 0x78, 0x01, 0x7F, 0xFF, 0xFF, 0xF8, 0, 0, 0, 0, 0, 0, 0, 0],
    [0x42, 0x00, 0x78, 0x01, 0, 0, 0, 0],
  ])
  func whatCannotBeReadIsAnInvalidMessage(bytes: [UInt8]) async throws {
    for encoding in MessageEncoding.allCases {
      let fixture = try Fixture(encoding)
      let answer = try ResponseMessage(decode(await fixture.answer(bytes), encoding))
      #expect(answer.items.count == 1)
      #expect(answer.items.first?.operation == nil)
      #expect(answer.items.first?.resultReason == .invalidMessage)
    }
  }

  @Test func collectedMessagesAreAnswered() async throws {
    let folder = sharedFolder.appending(path: "kmip/malformed")
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      print("skipped: \(folder.path) is not there")
      return
    }
    let fixture = try Fixture()
    for name in names.sorted() where name.hasSuffix(".ttlv") {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      let answer = try ResponseMessage(decode(await fixture.answer(bytes), .binary))
      #expect(!answer.items.isEmpty, "\(name)")
    }
  }

  @Test func damagedMessagesAreAnswered() async throws {
    let fixture = try Fixture()
    var random = SplitMix(state: 7)
    let good = fixture.message([RequestBatchItem(Create(objectType: .symmetricKey, attributes: .aes()))]).item.encoded()
    for _ in 0..<400 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let answer = try ResponseMessage(decode(await fixture.answer(bytes), .binary))
      #expect(answer.items.count == 1)
    }
  }

  private func decode(_ bytes: [UInt8], _ encoding: MessageEncoding) throws -> Item {
    switch encoding {
    case .binary: try Item(decoding: bytes)
    case .json: try Item(decodingJSON: bytes, vocabulary: SpecificationVocabulary())
    case .xml: try Item(decodingXML: bytes, vocabulary: SpecificationVocabulary())
    }
  }
}

extension Fixture {
  fileprivate func answer(_ bytes: [UInt8]) async -> [UInt8] {
    await kms.respond(to: bytes, encoding: encoding, as: Identity(name: "alice"))
  }
}

/// The same numbers every time.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

private var sharedFolder: URL {
  var folder = URL(filePath: #filePath)
  while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
    folder.deleteLastPathComponent()
  }
  return folder.deletingLastPathComponent().appending(path: "shared")
}
