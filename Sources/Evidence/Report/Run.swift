public import AuditLog

/// Who ran what, where and when.
public struct Run: Hashable, Sendable {
  public let session: String
  public internal(set) var script: String?
  public internal(set) var scriptSHA256: String?
  public internal(set) var includes: [SourceFile] = []
  public internal(set) var arguments: [String] = []
  public internal(set) var user: String?
  public internal(set) var login: String?
  public internal(set) var host: String?
  public internal(set) var terminal: String?
  public internal(set) var folder: String?
  public internal(set) var profile: String?
  public internal(set) var server: String?
  public internal(set) var identity: String?
  public internal(set) var version: String?
  public internal(set) var began: Timestamp
  /// The time of the last record.
  public internal(set) var ended: Timestamp
  /// Nothing if the session is under way or broke off.
  public internal(set) var exitStatus: Int64?
  public internal(set) var isClosed = false
  public internal(set) var resumptions: [Resumption] = []
  /// Processes that helped with a shared run.
  public internal(set) var joiners: [Joiner] = []
  public internal(set) var firstSeq: Int64
  public internal(set) var lastSeq: Int64
  public internal(set) var records = 0

  init(session: String, began: Timestamp, ended: Timestamp, firstSeq: Int64, lastSeq: Int64) {
    self.session = session
    self.began = began
    self.ended = ended
    self.firstSeq = firstSeq
    self.lastSeq = lastSeq
  }

  /// The time between two moments of the run in which it was not interrupted.
  func microseconds(from start: Timestamp, to end: Timestamp) -> Int64 {
    resumptions.reduce(max(0, end.microseconds &- start.microseconds)) { left, pause in
      let overlap = min(end, pause.at).microseconds &- max(start, pause.after).microseconds
      return max(0, left &- max(0, overlap))
    }
  }
}

/// A file that was part of the run.
public struct SourceFile: Hashable, Sendable {
  public let file: String
  public let sha256: String
}

/// That another process took part in the run.
public struct Joiner: Hashable, Sendable {
  public let seq: Int64
  public let at: Timestamp
  public let user: String?
  public let host: String?
}

/// That a session went on after it had broken off.
public struct Resumption: Hashable, Sendable {
  public let seq: Int64
  /// The last sign of life before.
  public let after: Timestamp
  public let at: Timestamp
  public let user: String?
  public let host: String?
}
