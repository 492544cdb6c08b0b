/// A signed statement of what the store held at a moment: whoever kept it can tell whether anything below it changed.
public struct Checkpoint: Hashable, Sendable {
  /// From 1, without gaps; the first is made with the store and covers nothing.
  public let number: Int64
  /// The store's ID.
  public let store: String
  /// How many records it covers.
  public let size: Int64
  /// The RFC 6962 root over the covered records.
  public let root: HashValue
  /// The hash of the last covered record.
  public let head: HashValue
  public let at: Timestamp
  public let signature: [UInt8]

  /// The two lines that are signed.
  private var text: String {
    """
    kmsh audit checkpoint \(number) of store \(store) at \(at)
    \(size) records, root \(root), head \(head)

    """
  }

  /// Three lines to keep away from the store.
  public var note: String { text + "signature \(Hexadecimal.text(signature))" }

  func isSigned(by publicKey: String) -> Bool { AuditKey.isValid(signature, of: text, by: publicKey) }
}

extension Checkpoint: CustomStringConvertible {
  public var description: String { note }
}

extension Checkpoint {
  init(
    number: Int64, store: String, frontier: MerkleFrontier, head: HashValue, at time: Timestamp, key: AuditKey
  ) throws {
    let draft = Checkpoint(
      number: number, store: store, size: frontier.size, root: frontier.root, head: head, at: time, signature: [])
    self = draft.signed(try key.signature(of: draft.text))
  }

  private func signed(_ signature: [UInt8]) -> Checkpoint {
    Checkpoint(
      number: number, store: store, size: size, root: root, head: head, at: at, signature: signature)
  }

  /// Reads a note as `note` writes it; spaces and line ends may differ, as they do after a paste.
  public init?(note: String) {
    let words = note.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count == 17, let number = Int64(words[3]), let size = Int64(words[9]) else { return nil }
    guard let at = Timestamp(words[8]), let signature = Hexadecimal.bytes(words[16]) else { return nil }
    guard let root = HashValue(hex: words[12].dropLast()), let head = HashValue(hex: words[14]) else { return nil }
    self.init(
      number: number, store: words[6], size: size, root: root, head: head, at: at, signature: signature)
    guard self.note.split(whereSeparator: \.isWhitespace).map(String.init) == words else { return nil }
  }

  /// Whether the record `seq`, made at `time`, is the one after which a checkpoint is made.
  ///
  /// The writer and the verifier share this rule: a record that breaks it shows that a checkpoint was removed.
  func isFollowed(after seq: Int64, at time: Timestamp) -> Bool {
    seq &- size >= 256 || time.seconds(since: at) >= 60
  }
}
