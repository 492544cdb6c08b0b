import AuditLog

/// What a bundle holds, and what it lacks; its signature is that of all of it.
struct Manifest: Hashable {
  struct File: Hashable {
    let path: String
    let size: Int
    let sha256: String
    /// What it is called in the records, where that is something else.
    var name: String?
  }

  static let format: Int64 = 1
  static let path = "manifest.json"
  static let signaturePath = "manifest.sig"

  var session: String
  var store: String
  /// Of the kmsh that made it.
  var version: String
  var made: Timestamp
  var reportFormat: Int64
  var files: [File] = []
  /// What an auditor would look for and is not there, and why.
  var missing: [String] = []

  var json: String {
    let files = self.files.map { file in
      var members: [String: JSONValue] = [
        "path": .string(file.path), "size": .int(Int64(file.size)), "sha256": .string(file.sha256),
      ]
      members["name"] = file.name.map { .string($0) }
      return JSONValue.object(members)
    }
    let value: JSONValue = [
      "format": .int(Self.format), "session": .string(session), "store": .string(store), "version": .string(version),
      "made": .string(made.description), "report_format": .int(reportFormat), "files": .array(files),
      "missing": .array(missing.map { .string($0) }),
    ]
    return value.canonical + "\n"
  }

  /// Reads what `json` writes and nothing else.
  init?(json: String) {
    guard json.hasSuffix("\n"), let value = JSONValue(canonical: String(json.dropLast())) else { return nil }
    guard value["format"]?.integer == Self.format, let session = value["session"]?.text,
      let store = value["store"]?.text, let version = value["version"]?.text,
      let made = value["made"]?.text.flatMap({ Timestamp($0) }), let reportFormat = value["report_format"]?.integer,
      let files = value["files"]?.items, let missing = value["missing"]?.items
    else { return nil }
    self.init(session: session, store: store, version: version, made: made, reportFormat: reportFormat)
    self.missing = missing.compactMap(\.text)
    for file in files {
      guard let path = file["path"]?.text, let size = file["size"]?.integer.flatMap({ Int(exactly: $0) }),
        let sha256 = file["sha256"]?.text
      else { return nil }
      self.files.append(File(path: path, size: size, sha256: sha256, name: file["name"]?.text))
    }
    guard self.json == json else { return nil }
  }

  init(session: String, store: String, version: String, made: Timestamp, reportFormat: Int64) {
    self.session = session
    self.store = store
    self.version = version
    self.made = made
    self.reportFormat = reportFormat
  }

  /// What is signed: no signature of a checkpoint can be taken for it.
  var signedText: String {
    """
    kmsh evidence of session \(session) of store \(store)
    \(Self.path) sha256 \(HashValue.of(Array(json.utf8)))

    """
  }
}

/// The file beside the manifest.
struct ManifestSignature {
  let key: AuditPublicKey
  let signature: [UInt8]

  func text(of manifest: Manifest) -> String {
    "\(manifest.signedText)key \(key)\nsignature \(HexText.text(signature))\n"
  }

  init(key: AuditPublicKey, signature: [UInt8]) {
    self.key = key
    self.signature = signature
  }

  /// - Returns: Nothing if it is not the signature's text for that manifest.
  init?(_ text: String, of manifest: Manifest) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 5, lines[2].hasPrefix("key "), lines[3].hasPrefix("signature ") else { return nil }
    guard let key = AuditPublicKey(String(lines[2].dropFirst(4))) else { return nil }
    guard let signature = HexText.bytes(lines[3].dropFirst(10)) else { return nil }
    self.init(key: key, signature: signature)
    guard self.text(of: manifest) == text else { return nil }
  }
}

enum HexText {
  static func text(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  static func bytes(_ text: Substring) -> [UInt8]? {
    let digits = Array(text)
    guard digits.count.isMultiple(of: 2) else { return nil }
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    return bytes.count * 2 == digits.count ? bytes : nil
  }
}
