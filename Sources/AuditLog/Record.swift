/// An entry with its place in the chain; `canonical` is what is hashed, and holds all the rest but `hash`.
public struct Record: Hashable, Sendable {
  /// From 1, without gaps.
  public let seq: Int64
  public let at: Timestamp
  public let entry: Entry
  /// The hash of the record before this one.
  public let previous: HashValue
  public let hash: HashValue
  public let canonical: String

  init(sealing entry: Entry, seq: Int64, at time: Timestamp, previous: HashValue) {
    self = EntryDraft(entry).sealed(seq: seq, at: time, previous: previous)
  }

  init(sealing entry: Entry, seq: Int64, at time: Timestamp, previous: HashValue, canonical: [UInt8]) {
    self.seq = seq
    self.at = time
    self.entry = entry
    self.previous = previous
    self.canonical = String(decoding: canonical, as: UTF8.self)
    hash = .leaf(canonical)
  }

  init?(canonical: String, hash: HashValue) {
    guard let members = JSONValue(canonical: canonical)?.members, let entry = Entry(members: members) else {
      return nil
    }
    guard let seq = members["seq"]?.integer, let at = members["at"]?.text.flatMap(Timestamp.init(_:)) else {
      return nil
    }
    guard let previous = members["previous"]?.text.flatMap({ HashValue(hex: $0) }) else { return nil }
    self.seq = seq
    self.at = at
    self.entry = entry
    self.previous = previous
    self.hash = hash
    self.canonical = canonical
  }

  /// One line of an export: the record as it was hashed, and its hash.
  public var exportLine: String { "{\"hash\":\"\(hash)\",\"record\":\(canonical)}" }
}
