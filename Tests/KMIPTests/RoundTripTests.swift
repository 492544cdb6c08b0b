import Foundation
import KMIP
import TTLV
import Testing

/// Every message that others made comes back from each encoding as it went.
@Suite struct RoundTripTests {
  private let vocabulary = SharedMessages.vocabulary

  private func check(_ item: Item, _ name: String) throws {
    #expect(try Item(decoding: item.encoded()) == item, "\(name), binary")
    for dialect in JSONDialect.allCases {
      let json = item.encodedJSON(vocabulary: vocabulary, dialect: dialect)
      #expect(try Item(decodingJSON: json, vocabulary: vocabulary) == item, "\(name), JSON \(dialect)")
    }
    for indented in [true, false] {
      let xml = item.encodedXML(vocabulary: vocabulary, indented: indented)
      #expect(try Item(decodingXML: xml, vocabulary: vocabulary) == item, "\(name), XML")
    }
  }

  @Test func oasisTestCasesComeBack() throws {
    let cases = try SharedMessages.testCases()
    for (name, messages) in cases {
      for (index, message) in messages.enumerated() { try check(message, "\(name) \(index)") }
    }
    #expect(cases.isEmpty || cases.reduce(0) { $0 + $1.messages.count } == 3120)
  }

  /// `KMSH_CONVERTED_CASES` is a folder as `oasis.py convert FILE FOLDER/VERSION/KIND/CASE` makes it of every file,
  /// with `SharedMessages.now` as the time.
  @Test func oasisTestCasesAreTheBytesThatAnotherConverterMakes() throws {
    guard let path = ProcessInfo.processInfo.environment["KMSH_CONVERTED_CASES"] else {
      return print("skipped: KMSH_CONVERTED_CASES names no folder")
    }
    for (name, messages) in try SharedMessages.testCases() {
      for (index, message) in messages.enumerated() {
        let number = String(repeating: "0", count: 3 - String(index).count) + String(index)
        let kind = message.tag == .requestMessage ? "req" : "rsp"
        let bytes = try SharedMessages.bytes(URL(filePath: "\(path)/\(name)/\(number)-\(kind).ttlv"))
        #expect(message.encoded() == bytes, "\(name) \(number)")
      }
    }
  }

  @Test func messagesOfPeersComeBack() throws {
    let good = SharedMessages.files("malformed", ending: "good-discover.ttlv")
    let folders = ["peers/pykmip-messages", "bench"].flatMap { SharedMessages.files($0, ending: ".ttlv") }
    for file in good + folders {
      let bytes = try SharedMessages.bytes(file)
      let item = try Item(decoding: bytes)
      #expect(item.encoded() == bytes, "\(file.lastPathComponent)")
      try check(item, file.lastPathComponent)
    }
  }

  @Test func bodiesOfAnotherClientComeBack() throws {
    for file in SharedMessages.files("peers/cosmian-python", ending: ".exchange.json") {
      let exchange = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
      for part in ["body", "answer"] {
        guard let message = exchange?[part] as? [String: Any], message["tag"] != nil else { continue }
        let json = try JSONSerialization.data(withJSONObject: message)
        let item = try Item(decodingJSON: [UInt8](json), vocabulary: vocabulary)
        #expect(vocabulary.name(of: item.tag) == message["tag"] as? String)
        try check(item, file.lastPathComponent)
      }
    }
  }

  // A field of no version of KMIP, which the vector's server is to refuse.
  private static let unknownNames = ["negative/signature_verify/item_not_found/step1_signatureverify.json": "Signature"]

  @Test func stepsOfCosmiansVectorsComeBack() throws {
    var count = 0
    for file in SharedMessages.files("cosmian/vectors", ending: ".json") {
      let text = String(decoding: try SharedMessages.bytes(file), as: UTF8.self)
      guard text.contains("\"tag\"") else { continue }
      count += 1
      let step = file.pathComponents.drop { $0 != "vectors" }.dropFirst().joined(separator: "/")
      let body = Array(text.replacing(#/\{\{[\w:]+\}\}/#, with: "00").utf8)
      do {
        try check(try Item(decodingJSON: body, vocabulary: vocabulary), step)
      } catch let error as TTLVError {
        #expect(Self.unknownNames[step].map(TTLVError.Problem.unknownName) == error.problem, "\(step): \(error)")
      }
    }
    #expect(count == 0 || count > 1000)
  }
}
