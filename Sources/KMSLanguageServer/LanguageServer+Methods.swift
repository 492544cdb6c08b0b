import KMSSyntax

extension LanguageServer {
  mutating func result(of method: String, _ parameters: JSON) throws(RequestError) -> JSON {
    switch phase {
    case .new where method == "initialize": return initialize(parameters)
    case .new: throw .notInitialized
    case .shutDown: throw .invalidRequest("the server is shut down")
    case .running: break
    }
    switch method {
    case "shutdown":
      phase = .shutDown
      return .null
    case "textDocument/completion": return completion(try place(parameters))
    case "textDocument/hover": return hover(try place(parameters))
    case "textDocument/definition": return definition(try place(parameters))
    case "textDocument/documentSymbol": return symbols(try document(parameters))
    case "textDocument/formatting": return formatting(try document(parameters))
    case "initialize": throw .invalidRequest("the server is initialized already")
    default: throw .unknownMethod(method)
    }
  }

  mutating func notice(_ method: String, _ parameters: JSON) throws(RequestError) {
    if method == "exit" {
      exitStatus = phase == .shutDown ? 0 : 1
      return
    }
    guard phase == .running else { return }
    switch method {
    case "textDocument/didOpen": try open(parameters)
    case "textDocument/didChange": try change(parameters)
    case "textDocument/didSave": publishAll()
    case "textDocument/didClose": close(try document(parameters))
    // What is unknown and wants no answer may be passed over.
    default: break
    }
  }

  private mutating func initialize(_ parameters: JSON) -> JSON {
    let offered = parameters["capabilities"]?["general"]?["positionEncodings"]?.array ?? []
    encoding = PositionEncoding(offered: offered.compactMap(\.string))
    phase = .running
    return [
      "capabilities": [
        "positionEncoding": .string(encoding.rawValue),
        "textDocumentSync": ["openClose": true, "change": 2, "save": true],
        "completionProvider": ["triggerCharacters": ["$", ".", "=", "|"]],
        "hoverProvider": true,
        "definitionProvider": true,
        "documentSymbolProvider": true,
        "documentFormattingProvider": true,
      ],
      "serverInfo": ["name": "kmsh", "version": .string(version)],
    ]
  }

  /// A document and an offset in it.
  struct Place {
    let document: Document
    let offset: Int
  }

  private func place(_ parameters: JSON) throws(RequestError) -> Place {
    let document = try document(parameters)
    guard let position = TextPositions.Position(parameters["position"]) else {
      throw .invalidParameters("a position has a line and a character")
    }
    return Place(document: document, offset: document.positions.offset(of: position))
  }

  private func document(_ parameters: JSON) throws(RequestError) -> Document {
    guard let uri = parameters["textDocument"]?["uri"]?.string else {
      throw .invalidParameters("a document has a 'uri'")
    }
    guard let document = documents[uri] else { throw .invalidParameters("\(uri) is not open") }
    return document
  }
}
