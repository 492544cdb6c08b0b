import Foundation
import Testing

@testable import LineEditor

extension SignalReaders {
  @Suite(.serialized) struct KeyReaderTests {
    /// What arrives for `input`, and then the end.
    private func keys(_ input: String, translatesAll: Bool) throws -> [UInt32] {
      let pipe = try Self.filled(input)
      let reader = KeyReader(descriptor: pipe.fileHandleForReading.fileDescriptor)
      reader.translatesAllKeys = translatesAll
      var keys: [UInt32] = []
      while case .scalar(let value) = reader.next() { keys.append(value) }
      return keys
    }

    private static func filled(_ input: String) throws -> Pipe {
      let pipe = Pipe()
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
      return pipe
    }

    @Test func arrowsAreOneKeyOnlyWhereEscapeMustStandAlone() throws {
      #expect(try keys("é\u{1b}[Ax", translatesAll: true) == [0xe9, Key.up.rawValue, 0x78])
      #expect(try keys("\u{1b}[A", translatesAll: false) == [0x1b, 0x5b, 0x41])
    }

    @Test func aLoneEscapeAndAnUnknownSequencePassAsTheyAre() throws {
      #expect(try keys("\u{1b}", translatesAll: true) == [0x1b])
      #expect(try keys("\u{1b}k\u{1b}[9~", translatesAll: true) == [0x1b, 0x6b, 0x1b, 0x5b, 0x39, 0x7e])
    }

    @Test func aPasteIsOneTextThatEndsAtItsMark() throws {
      let pipe = try Self.filled("\u{1b}[200~let\rfind\r\u{1b}[201~x")
      let reader = KeyReader(descriptor: pipe.fileHandleForReading.fileDescriptor)
      guard case .scalar(Key.paste.rawValue) = reader.next() else {
        Issue.record("no paste key")
        return
      }
      #expect(reader.readPaste() == "let\nfind")
      guard case .scalar(0x78) = reader.next() else {
        Issue.record("the key after the paste is lost")
        return
      }
    }

    @Test func controlCEndsAPasteWithoutAnEnd() throws {
      let pipe = try Self.filled("let\u{3}x")
      let reader = KeyReader(descriptor: pipe.fileHandleForReading.fileDescriptor)
      #expect(reader.readPaste() == "let")
    }
  }
}
