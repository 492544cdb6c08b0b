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

  /// Odd, but nothing that keeps a server from an answer.
  private static let sound: Set<String> = [
    "extra-unknown-tag-payload.ttlv", "extra-vendor-tag-header.ttlv", "good-discover.ttlv", "no-payload.ttlv",
    "order-batchcount-first.ttlv", "trailing-item-after-batch.ttlv", "two-items-no-ids.ttlv",
    "unknown-enum-query.ttlv",
  ]

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
      let isAccepted = !answer.items.isEmpty && answer.items.allSatisfy { $0.resultStatus == .success }
      #expect(!answer.items.isEmpty, "\(name)")
      #expect(isAccepted == Self.sound.contains(name), "\(name): \(answer.items)")
      #expect(answer.items.allSatisfy { $0.resultStatus == .success || $0.resultReason != nil }, "\(name)")
    }
  }

  @Test func everyTruncationOfARequestIsAnInvalidMessage() async throws {
    let fixture = try Fixture()
    let request = fixture.create.encoded()
    for length in request.indices {
      let answer = try ResponseMessage(decoding: await fixture.answer(Array(request.prefix(length))))
      #expect(answer.items.map(\.resultReason) == [.invalidMessage], "the first \(length) bytes")
    }
  }

  @Test func everyFlippedBitOfARequestIsAnswered() async throws {
    let fixture = try Fixture()
    let request = fixture.create.encoded()
    for bit in 0..<request.count * 8 {
      var flipped = request
      flipped[bit / 8] ^= 1 << (bit % 8)
      let answer = try ResponseMessage(decoding: await fixture.answer(flipped))
      #expect(answer.items.count == 1, "bit \(bit)")
    }
  }

  @Test(arguments: Bomb.allCases)
  func bombsAreInvalidMessages(bomb: Bomb) async throws {
    let fixture = try Fixture()
    let answer = try ResponseMessage(decoding: await fixture.answer(bomb.binary))
    #expect(answer.items.map(\.resultReason) == [.invalidMessage])
    let json = try Fixture(.json)
    let text = try ResponseMessage(decode(await json.answer(bomb.json), .json))
    #expect(text.items.map(\.resultReason) == [.invalidMessage])
  }

  @Test func damagedMessagesAreAnswered() async throws {
    let fixture = try Fixture()
    var random = SplitMix(state: 7)
    let good = fixture.create.encoded()
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

  fileprivate var create: RequestMessage {
    message([RequestBatchItem(Create(objectType: .symmetricKey, attributes: .aes()))])
  }
}

/// Few bytes that ask for much, or many that say nothing.
enum Bomb: CaseIterable {
  case depth, items, length

  var binary: [UInt8] {
    switch self {
    case .depth: (1...20_000).flatMap { Self.header(8 * (20_000 - $0)) }
    case .items: Self.header(8 * 1_200_000) + (0..<1_200_000).flatMap { _ in Self.header(0) }
    case .length: Self.header(0x7FFF_FFF8) + [UInt8](repeating: 0, count: 64)
    }
  }

  var json: [UInt8] {
    let open = #"{"tag":"RequestMessage","value":["#
    return switch self {
    case .depth: Array(String(repeating: open, count: 20_000).utf8)
    case .items: Array((open + String(repeating: open + "]},", count: 100_000)).utf8)
    case .length: Array(open.utf8) + [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
    }
  }

  private static func header(_ length: Int) -> [UInt8] {
    [0x42, 0, 0x78, 1] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
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
