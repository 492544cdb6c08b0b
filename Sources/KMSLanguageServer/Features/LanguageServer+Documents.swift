import KMSSyntax

extension LanguageServer {
  mutating func open(_ parameters: JSON) throws(RequestError) {
    let item = parameters["textDocument"]
    guard let uri = item?["uri"]?.string, let text = item?["text"]?.string else {
      throw .invalidParameters("a document has a 'uri' and a 'text'")
    }
    documents[uri] = Document(uri: uri, version: item?["version"]?.int, text: text, encoding: encoding)
    publishAll(changed: uri)
  }

  mutating func change(_ parameters: JSON) throws(RequestError) {
    let item = parameters["textDocument"]
    guard let uri = item?["uri"]?.string, var document = documents[uri] else { return }
    for change in parameters["contentChanges"]?.array ?? [] {
      try document.apply(change, version: item?["version"]?.int)
    }
    documents[uri] = document
    publishAll(changed: uri)
  }

  mutating func close(_ document: Document) {
    documents[document.uri] = nil
    publish([], uri: document.uri, version: nil)
    publishAll()
  }

  /// Of the document that changed, and of those that use other files; of all that do, if none is named.
  mutating func publishAll(changed: String? = nil) {
    for (uri, document) in documents.sorted(by: { $0.key < $1.key }) where uri == changed || document.usesFiles {
      publish(diagnostics(of: document), uri: uri, version: document.version)
    }
  }

  private mutating func publish(_ diagnostics: [JSON], uri: String, version: Int?) {
    var parameters: [String: JSON] = ["uri": .string(uri), "diagnostics": .array(diagnostics)]
    parameters["version"] = version.map(JSON.int)
    outbox.append([
      "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": .object(parameters),
    ])
  }

  var workspace: Workspace {
    let sources = documents.values.map { ($0.source.name, $0.source) }
    return Workspace(open: Dictionary(sources) { first, _ in first }, read: read)
  }
}

extension Document {
  /// Whether what is wrong with it may depend on other files.
  fileprivate var usesFiles: Bool {
    text.contains("use") && script.statements.contains { if case .use = $0.kind { true } else { false } }
  }
}
