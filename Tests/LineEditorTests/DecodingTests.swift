import Testing

@testable import LineEditor

@Suite struct DecodingTests {
  private func scalars(_ bytes: [UInt8]) -> (text: String, rest: Int) {
    var rest = bytes[...]
    var text = String.UnicodeScalarView()
    while let scalar = UTF8Decoder.takeScalar(&rest) { text.append(scalar) }
    return (String(text), rest.count)
  }

  @Test(arguments: ["a", "é", "日本", "🔑", "e\u{301}", "\u{10ffff}"])
  func wellFormed(text: String) {
    #expect(scalars(Array(text.utf8)) == (text, 0))
  }

  @Test(arguments: [[0xc3], [0xe6, 0x97], [0xf0, 0x9f, 0x94]] as [[UInt8]])
  func anUnfinishedCharacterWaits(bytes: [UInt8]) {
    #expect(scalars(bytes) == ("", bytes.count))
  }

  @Test(
    arguments: [
      ([0xff, 0x61], "\u{fffd}a"), ([0x80], "\u{fffd}"), ([0xc3, 0x61], "\u{fffd}a"),
      ([0xc0, 0x80], "\u{fffd}\u{fffd}"),
      ([0xed, 0xa0, 0x80], "\u{fffd}\u{fffd}\u{fffd}"), ([0xf4, 0x90, 0x80, 0x80], "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
    ] as [([UInt8], String)])
  func malformedBytesAreReplaced(bytes: [UInt8], text: String) {
    #expect(scalars(bytes) == (text, 0))
  }

  @Test func pastedTextKeepsNewlinesAndDropsKeys() {
    #expect(KeyReader.pasted(Array("a\r\nb\rc\u{1b}[A\u{3}\td\n\n".utf8)) == "a\nb\nc[A\td")
  }
}
