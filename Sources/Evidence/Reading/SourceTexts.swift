import AuditLog

/// Texts of sources by name and by hash.
struct SourceTexts {
  private let byName: [String: (text: String, sha256: String)]

  init(_ texts: [String: String]) {
    byName = texts.mapValues { ($0, HashValue.of(Array($0.utf8)).description) }
  }

  /// The lines around a place, if the text is the one that ran.
  func frame(_ source: Entry.Source?) -> CodeFrame? {
    guard let source, let file = source.file, let line = source.line, let known = byName[file] else { return nil }
    guard source.sha256 == nil || source.sha256 == known.sha256 else { return nil }
    return CodeFrame(known.text, line: line)
  }
}
