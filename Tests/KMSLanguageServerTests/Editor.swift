import KMSInterpreter
import KMSSyntax

@testable import KMSLanguageServer

/// The other end: it speaks in bytes, as an editor does.
struct Editor {
  private(set) var server: LanguageServer
  private(set) var messages: [JSON] = []
  private var reader = MessageReader()
  private var lastID = 0

  static let uri = "file:///runbooks/a.kms"

  init(files: [String: String] = [:], encodings: [String] = ["utf-16"], isInitialized: Bool = true) {
    server = LanguageServer(commands: Rows.table, version: "1") { path in
      guard let text = files[path] else { throw Diagnostic(.fileUnreadable, "\(path) is not there") }
      return text
    }
    guard isInitialized else { return }
    let offered = JSON.array(encodings.map(JSON.string))
    request("initialize", ["capabilities": ["general": ["positionEncodings": offered]]])
    notify("initialized", [:])
  }

  @discardableResult
  mutating func request(_ method: String, _ parameters: JSON) -> JSON {
    lastID += 1
    send(["jsonrpc": "2.0", "id": .int(lastID), "method": .string(method), "params": parameters])
    return messages.last { $0["id"] == .int(lastID) } ?? .null
  }

  mutating func notify(_ method: String, _ parameters: JSON) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  mutating func send(_ message: JSON) { send(MessageReader.framed(message)) }

  mutating func send(_ bytes: [UInt8]) {
    reader.append(server.receive(bytes))
    while case .message(let body)? = reader.next() {
      if let message = JSON(parsing: body) { messages.append(message) }
    }
  }
}

extension Editor {
  mutating func open(_ text: String, uri: String = Editor.uri) {
    notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": .string(uri), "languageId": "kms", "version": 1, "text": .string(text)]])
  }

  mutating func change(_ changes: JSON, uri: String = Editor.uri) {
    notify(
      "textDocument/didChange",
      ["textDocument": ["uri": .string(uri), "version": 2], "contentChanges": changes])
  }

  /// The last ones that were published, each as `line:character code`.
  func diagnostics(_ uri: String = Editor.uri) -> [String] {
    published(uri).map { diagnostic in
      let start = diagnostic["range"]?["start"]
      return "\(start?["line"]?.int ?? -1):\(start?["character"]?.int ?? -1) \(diagnostic["code"]?.string ?? "")"
    }
  }

  func published(_ uri: String = Editor.uri) -> [JSON] {
    let last = messages.last {
      $0["method"] == "textDocument/publishDiagnostics" && $0["params"]?["uri"] == .string(uri)
    }
    return last?["params"]?["diagnostics"]?.array ?? []
  }

  /// Asks about the place of `‸` in a text that is opened without it.
  mutating func ask(_ method: String, at text: some StringProtocol) -> JSON {
    let before = text.prefix { $0 != "‸" }
    open(String(text.filter { $0 != "‸" }))
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    let position: JSON = ["line": .int(lines.count - 1), "character": .int(lines.last?.utf16.count ?? 0)]
    let answer = request(method, ["textDocument": ["uri": .string(Editor.uri)], "position": position])
    return answer["result"] ?? .null
  }

  mutating func labels(at text: String) -> [String] {
    ask("textDocument/completion", at: text).array?.compactMap { $0["label"]?.string } ?? []
  }

  mutating func hover(at text: String) -> String? {
    ask("textDocument/hover", at: text)["contents"]?["value"]?.string
  }

  /// `path line:character`
  mutating func definition(of text: String) -> String? {
    let location = ask("textDocument/definition", at: text)
    guard let uri = location["uri"]?.string, let start = location["range"]?["start"] else { return nil }
    return "\(DocumentURI.path(uri)) \(start["line"]?.int ?? -1):\(start["character"]?.int ?? -1)"
  }
}
