import Foundation
import TTLV
import Testing

@Suite struct RecordedMessageTests {
  private static let structuralFaults: Set<String> = [
    "biginteger-len-5", "bool-2", "bool-len-1", "datetime-len-4", "deep-5064", "header-len-2^31", "header-len-2^32-8",
    "header-len-beyond-root", "header-len-not-multiple-of-8", "http", "integer-len-3", "integer-len-8",
    "integer-padding-nonzero", "ones", "root-type-integer", "root-type-unknown", "text-invalid-utf8",
    "text-missing-padding", "truncated-inner",
  ]

  @Test func hostileMessagesThrowWhereTheirStructureIsWrong() throws {
    for (name, bytes) in try Shared.messages("malformed") {
      let item = try? Item(decoding: bytes)
      #expect((item == nil) == Self.structuralFaults.contains(name), "\(name)")
      #expect(item.map { $0.encoded() == bytes } ?? true, "\(name)")
    }
  }

  @Test func realMessagesComeBackInEveryEncoding() throws {
    for (name, bytes) in try Shared.messages("peers/pykmip-messages") + Shared.messages("bench") {
      let item = try Item(decoding: bytes)
      #expect(item.encoded() == bytes, "\(name)")
      let json = item.encodedJSON(vocabulary: SmallVocabulary())
      #expect(try Item(decodingJSON: json, vocabulary: SmallVocabulary()) == item, "\(name)")
      let xml = item.encodedXML(vocabulary: SmallVocabulary())
      #expect(try Item(decodingXML: xml, vocabulary: SmallVocabulary()) == item, "\(name)")
    }
  }

  @Test func everyTruncationOfARealMessageThrows() throws {
    let peers = try Shared.messages("peers/pykmip-messages").enumerated().filter { $0.offset % 71 == 0 }.map(\.element)
    for (name, bytes) in try peers + Shared.messages("bench") {
      let decoded = bytes.indices.filter { (try? Item(decoding: Array(bytes.prefix($0)))) != nil }
      #expect(decoded == [], "\(name)")
    }
  }

  @Test func aFlippedBitOfARealMessageNeverTraps() throws {
    for (name, bytes) in try Shared.messages("bench") where bytes.count < 2000 {
      #expect(bitsThatDecodeToSomethingElse(bytes) == [], "\(name)")
    }
  }

  @Test func theOtherClientsJSONDecodes() throws {
    let vocabulary = OpenVocabulary()
    for file in Shared.files("peers/cosmian-python", ending: ".exchange.json") {
      let exchange = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
      for part in ["body", "answer"] {
        guard let message = exchange?[part] as? [String: Any], message["tag"] != nil else { continue }
        let json = try JSONSerialization.data(withJSONObject: message, options: .prettyPrinted)
        let item = try Item(decodingJSON: [UInt8](json), vocabulary: vocabulary)
        #expect(vocabulary.name(of: item.tag) == message["tag"] as? String)
        for dialect in JSONDialect.allCases {
          let again = item.encodedJSON(vocabulary: vocabulary, dialect: dialect)
          #expect(try Item(decodingJSON: again, vocabulary: vocabulary) == item, "\(file.lastPathComponent)")
        }
      }
    }
  }
}
