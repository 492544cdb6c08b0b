import Testing

@testable import KMSLanguageServer

@Suite struct ProtocolTests {
  @Test func theEncodingOfPositionsIsAgreed() {
    for (offered, agreed) in [(["utf-16", "utf-8"], "utf-8"), (["utf-16"], "utf-16"), ([], "utf-16")] {
      var editor = Editor(isInitialized: false)
      let parameters: JSON = [
        "capabilities": ["general": ["positionEncodings": .array(offered.map(JSON.string))]]
      ]
      let answer = editor.request("initialize", parameters)
      #expect(answer["result"]?["capabilities"]?["positionEncoding"] == .string(agreed))
    }
  }

  @Test func whatCannotBeAnsweredIsRefused() {
    var editor = Editor(isInitialized: false)
    #expect(editor.request("textDocument/hover", [:]).errorCode == -32002)
    editor.request("initialize", [:])
    #expect(editor.request("initialize", [:]).errorCode == -32600)
    #expect(editor.request("textDocument/rename", [:]).errorCode == -32601)
    #expect(editor.request("textDocument/hover", [:]).errorCode == -32602)
    #expect(editor.request("textDocument/hover", ["textDocument": ["uri": "file:///no"]]).errorCode == -32602)
    editor.send(["jsonrpc": "2.0", "id": 7])
    #expect(editor.messages.last?.errorCode == -32600)
    editor.send([])
    #expect(editor.messages.last?.errorCode == -32600)
    editor.request("shutdown", .null)
    #expect(editor.request("textDocument/hover", [:]).errorCode == -32600)
  }

  @Test(arguments: ["{", "\u{0}", "[1,", "nope", "", String(repeating: "[", count: 100_000)])
  func whatIsNoJSONIsAnsweredAndPassedOver(body: String) {
    var editor = Editor()
    editor.send(Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
    #expect(editor.messages.last?.errorCode == -32700)
    #expect(editor.messages.last?["id"] == .null)
    #expect(editor.request("shutdown", .null)["result"] == .null)
  }

  @Test func answersAreNoRequests() {
    var editor = Editor()
    let count = editor.messages.count
    editor.send(["jsonrpc": "2.0", "id": 1, "result": .null])
    editor.notify("$/setTrace", ["value": "off"])
    editor.notify("textDocument/didChange", [:])
    #expect(editor.messages.count == count)
  }

  @Test func messagesMayComeInPieces() {
    var editor = Editor(isInitialized: false)
    let bytes = MessageReader.framed(["jsonrpc": "2.0", "id": "é", "method": "initialize", "params": [:]])
    for byte in bytes { editor.send([byte]) }
    #expect(editor.messages.count == 1)
    #expect(editor.messages.first?["id"] == "é")
  }

  @Test func messagesThatAreTooLongArePassedOver() {
    var reader = MessageReader()
    let length = MessageReader.longestMessage + 1
    reader.append(Array("Content-Length: \(length)\r\n\r\nab".utf8))
    #expect(reader.next() == .tooLong(length))
    var left = length - 2
    while left > 0 {
      let part = min(left, 1 << 20)
      reader.append([UInt8](repeating: 0, count: part))
      #expect(reader.next() == nil)
      left -= part
    }
    reader.append(Array("content-length:2\r\nContent-Type: x\r\n\r\n{}".utf8))
    #expect(reader.next() == .message(Array("{}".utf8)))
  }

  @Test(arguments: [
    "Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n", "Content-Type: a\r\n\r\n", "\r\n\r\n",
    "Content-Length: 99999999999999999999999\r\n\r\n", String(repeating: "x", count: 9000),
  ])
  func aHeaderWithoutALengthEndsIt(header: String) {
    var editor = Editor()
    editor.send(Array(header.utf8))
    #expect(editor.messages.last?.errorCode == -32700)
    #expect(editor.server.exitStatus == 1)
  }

  @Test func itEndsAsTheProtocolSays() {
    var polite = Editor()
    polite.request("shutdown", .null)
    polite.notify("exit", .null)
    #expect(polite.server.exitStatus == 0)
    var abrupt = Editor()
    abrupt.notify("exit", .null)
    #expect(abrupt.server.exitStatus == 1)
  }

  @Test func anInputThatEndsEndsIt() {
    var input = [MessageReader.framed(["jsonrpc": "2.0", "id": 1, "method": "initialize"])][...]
    var output: [UInt8] = []
    var server = LanguageServer(commands: Rows.table, version: "1")
    #expect(server.serve(read: { input.popFirst() }, write: { output += $0 }) == 1)
    #expect(!output.isEmpty)
    input = [MessageReader.framed(["jsonrpc": "2.0", "id": 2, "method": "shutdown"])]
    #expect(server.serve(read: { input.popFirst() }, write: { _ in }) == 0)
  }
}

extension JSON {
  var errorCode: Int? { self["error"]?["code"]?.int }
}
