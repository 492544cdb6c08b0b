import Foundation
import Testing

@testable import LineEditor

extension SignalReaders {
  @Suite(.serialized) struct PlainReaderTests {
    private func inputs(_ text: String) throws -> [LineEditor.Input] {
      let pipe = Pipe()
      try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
      try pipe.fileHandleForWriting.close()
      let reader = PlainReader(descriptor: pipe.fileHandleForReading.fileDescriptor)
      var inputs: [LineEditor.Input] = []
      while inputs.last != .endOfInput, inputs.count < 20 {
        inputs.append(reader.read { $0.filter { $0 == "{" }.count == $0.filter { $0 == "}" }.count })
      }
      return inputs
    }

    @Test func linesAreJoinedUntilTheyAreComplete() throws {
      #expect(
        try inputs("a\n\nfor {\r\n x\n}\nlast") == [
          .line("a"), .line(""), .line("for {\n x\n}"), .line("last"), .endOfInput,
        ])
    }

    @Test func whatIsUnfinishedIsHandedOver() throws {
      #expect(try inputs("for {\n") == [.line("for {"), .endOfInput])
      #expect(try inputs("") == [.endOfInput])
    }
  }
}
