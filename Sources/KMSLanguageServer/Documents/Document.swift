import KMSSyntax

/// A text that is open in the editor.
struct Document {
  let uri: String
  private(set) var version: Int?
  private(set) var positions: TextPositions
  private(set) var source: Source

  init(uri: String, version: Int?, text: String, encoding: PositionEncoding) {
    self.uri = uri
    self.version = version
    positions = TextPositions(Array(text.utf8), encoding)
    source = Source(name: DocumentURI.path(uri), text: text)
  }

  /// Takes a change of a part or of the whole text.
  mutating func apply(_ change: JSON, version: Int?) throws(RequestError) {
    guard let text = change["text"]?.string else { throw .invalidParameters("a change has a 'text'") }
    var bytes = positions.bytes
    if let range = change["range"] {
      guard let range = positions.range(range) else { throw .invalidParameters("a range has a start and an end") }
      bytes.replaceSubrange(range, with: text.utf8)
    } else {
      bytes = Array(text.utf8)
    }
    let whole = String(decoding: bytes, as: UTF8.self)
    self = Document(uri: uri, version: version, text: whole, encoding: positions.encoding)
  }

  var text: String { source.text }

  /// The script, as far as it can be read.
  var script: Script { Parser.parseSoundParts(of: source) }
}
