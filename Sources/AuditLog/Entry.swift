/// What a caller puts on record; the store adds place, time and seal.
///
/// Texts hold no secret: callers redact before they write.
public struct Entry: Hashable, Sendable {
  public var session: SessionID
  public var kind: Kind
  /// The statement, formatted, with values resolved and secrets redacted.
  public var statement: String?
  public var source: Source?
  /// The command's effect class: read, write, destructive, export, use, local.
  public var effect: String?
  /// The KMIP operation's name.
  public var operation: String?
  /// The correlation sent to the server; it ties a result to its intent, so it is used once in a session.
  public var operationID: String?
  /// The KMIP object type.
  public var entityType: String?
  public var entityIDs: [String] = []
  public var status: Status?
  public var reason: String?
  public var message: String?
  public var tookMicroseconds: Int64?
  public var attempts: Int64?
  /// State and digests of attributes before the statement.
  public var before: JSONValue?
  /// State and digests of attributes after the statement.
  public var after: JSONValue?
  /// What a kind adds of its own: `open` says who and where, a script's record what it journals.
  public var details: [String: JSONValue] = [:]

  public init(_ kind: Kind, in session: SessionID, statement: String? = nil) {
    self.kind = kind
    self.session = session
    self.statement = statement
  }

  public enum Kind: String, CaseIterable, Sendable {
    case open, intent, result, local, check, confirm, resume, close
  }

  public enum Status: String, CaseIterable, Sendable {
    case ok, refused, failed
    case inDoubt = "in-doubt"
    case skipped, cancelled, rehearsed
  }
}
