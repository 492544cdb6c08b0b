/// A proof as text that a person can mail: a line a fact, a hash a line.
///
/// The record's line is the bytes that were hashed, so that a leaf can be told with `sha256sum` alone.
public enum ProofDocument: Hashable, Sendable {
  case inclusion(InclusionProof)
  case consistency(ConsistencyProof)

  private static let inclusionTitle = "kmsh audit proof of inclusion, RFC 6962"
  private static let consistencyTitle = "kmsh audit proof of consistency, RFC 6962"

  public func fault(pinned: [AuditPublicKey] = []) -> ProofFault? {
    switch self {
    case .inclusion(let proof): proof.fault(pinned: pinned)
    case .consistency(let proof): proof.fault(pinned: pinned)
    }
  }

  public var text: String {
    switch self {
    case .inclusion(let proof):
      """
      \(Self.inclusionTitle)
      record \(proof.record)
      index \(proof.seq - 1) of \(proof.checkpoint.size)
      \(Self.lines("path", proof.path))
      \(proof.checkpoint.note)
      key \(proof.publicKey)

      """
    case .consistency(let proof):
      """
      \(Self.consistencyTitle)
      \(Self.lines("path", proof.path))
      \(proof.older.note)
      key \(proof.olderKey)
      \(proof.newer.note)
      key \(proof.publicKey)

      """
    }
  }

  private static func lines(_ name: String, _ hashes: [HashValue]) -> String {
    ([name] + hashes.map(\.description)).joined(separator: "\n")
  }

  /// Reads what `text` writes; spaces round a line and the kind of line end do not matter.
  public init?(_ text: String) {
    var lines = ProofLines(text)
    switch lines.next() {
    case Self.inclusionTitle:
      guard let record = lines.next(after: "record "), let place = lines.next(after: "index ") else { return nil }
      let words = place.split(separator: " ")
      guard words.count == 3, words[1] == "of", let index = Int64(words[0]), index >= 0, index < .max else {
        return nil
      }
      guard let path = lines.path(), let checkpoint = lines.checkpoint(), let key = lines.key() else { return nil }
      guard Int64(words[2]) == checkpoint.size else { return nil }
      self = .inclusion(
        InclusionProof(record: record, seq: index + 1, path: path, checkpoint: checkpoint, publicKey: key))
    case Self.consistencyTitle:
      guard let path = lines.path(), let older = lines.checkpoint(), let olderKey = lines.key() else { return nil }
      guard let newer = lines.checkpoint(), let key = lines.key() else { return nil }
      self = .consistency(
        ConsistencyProof(path: path, older: older, olderKey: olderKey, newer: newer, publicKey: key))
    default: return nil
    }
    guard lines.next() == nil else { return nil }
  }
}

/// The lines of a proof that are not empty. Only line feeds end one: a record holds other line ends as they are.
private struct ProofLines {
  private var rest: ArraySlice<String>

  init(_ text: String) {
    rest = text.utf8.split(separator: UInt8(ascii: "\n")).map { Self.trimmed($0) }.filter { !$0.isEmpty }[...]
  }

  private static func trimmed(_ line: Substring.UTF8View) -> String {
    func isBlank(_ byte: UInt8) -> Bool { [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")].contains(byte) }
    return String(decoding: line.drop(while: isBlank).reversed().drop(while: isBlank).reversed(), as: UTF8.self)
  }

  mutating func next() -> String? { rest.popFirst() }

  mutating func next(after word: String) -> String? {
    guard let line = next(), line.utf8.starts(with: word.utf8) else { return nil }
    return String(line.utf8.dropFirst(word.utf8.count))
  }

  mutating func path() -> [HashValue]? {
    guard next() == "path" else { return nil }
    var path: [HashValue] = []
    while let line = rest.first, let hash = HashValue(hex: line) {
      path.append(hash)
      rest.removeFirst()
    }
    return path
  }

  mutating func checkpoint() -> Checkpoint? {
    defer { rest = rest.dropFirst(3) }
    return Checkpoint(note: rest.prefix(3).joined(separator: "\n"))
  }

  mutating func key() -> AuditPublicKey? { next(after: "key ").flatMap { AuditPublicKey($0) } }
}
