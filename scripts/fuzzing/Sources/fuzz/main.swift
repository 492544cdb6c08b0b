import Fuzzing
import KMIP
import KMSSyntax
import TTLV

// usage: fuzz binary|json|parser [an option or folder of libFuzzer's]…
//        fuzz as-json, which reads the bytes of a binary message in hexadecimal, with spaces, and writes its JSON

let vocabulary = SpecificationVocabulary()

switch CommandLine.arguments.dropFirst().first {
case "binary": Fuzzer.run { checkBinary($0) }
case "json": Fuzzer.run { checkJSON($0) }
case "parser": Fuzzer.run { checkParser($0) }
case "as-json": writeJSON()
default: print("usage: fuzz binary|json|parser [OPTION or FOLDER]…")
}

/// What decodes encodes to the same bytes; what the typed decoder takes, the tree's takes too and says the same of it.
func checkBinary(_ bytes: [UInt8]) {
  guard let item = try? Item(decoding: bytes) else {
    precondition((try? RequestMessage(decoding: bytes)) == nil, "typed decoding takes what the tree's refuses")
    precondition((try? ResponseMessage(decoding: bytes)) == nil, "typed decoding takes what the tree's refuses")
    return
  }
  precondition(item.encoded() == bytes, "another encoding than what was decoded")
  checkTyped(RequestMessage.self, bytes, item)
  checkTyped(ResponseMessage.self, bytes, item)
}

func checkTyped<M: Message>(_: M.Type, _ bytes: [UInt8], _ item: Item) {
  let fromTree = try? M(item)
  let direct = try? M(decoding: bytes)
  precondition(direct == fromTree, "typed decoding differs from the tree's")
  guard let direct else { return }
  precondition(direct.encoded() == direct.item.encoded(), "typed encoding differs from the tree's")
}

func checkJSON(_ bytes: [UInt8]) {
  guard let item = try? Item(decodingJSON: bytes, vocabulary: vocabulary) else { return }
  for dialect in JSONDialect.allCases {
    let again = try? Item(
      decodingJSON: item.encodedJSON(vocabulary: vocabulary, dialect: dialect), vocabulary: vocabulary)
    precondition(again == item, "another item after encoding and decoding")
  }
  _ = try? RequestMessage(item)
  _ = try? ResponseMessage(item)
}

func checkParser(_ bytes: [UInt8]) {
  let source = Source(name: "fuzz.kms", text: String(decoding: bytes, as: UTF8.self))
  _ = Parser.parse(source)
  guard case .success = Parser.parseFile(source), case .success(let text) = Formatter.formatted(source) else { return }
  let again = Formatter.formatted(Source(name: "fuzz.kms", text: text))
  guard case .success(let formatted) = again, formatted == text else {
    preconditionFailure("a formatted script is formatted otherwise")
  }
}

func writeJSON() {
  var bytes: [UInt8] = []
  while let line = readLine() { bytes += line.split(separator: " ").compactMap { UInt8($0, radix: 16) } }
  guard let item = try? Item(decoding: bytes) else { return }
  print(String(decoding: item.encodedJSON(vocabulary: vocabulary), as: UTF8.self))
}
