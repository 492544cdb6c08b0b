/// A session at a glance.
public struct SessionSummary: Hashable, Sendable {
  public let id: SessionID
  public let started: Timestamp
  /// Nothing if the session is under way or broke off.
  public let ended: Timestamp?
  /// `user` of what `open` says.
  public let user: String?
  /// `script` of what `open` says.
  public let script: String?
  public let statements: Int
  public let refused: Int
  public let failed: Int
  public let inDoubt: Int
}

/// Why a prefix names no single session.
public enum SessionMatchError: Error, Hashable, Sendable {
  case none(prefix: String)
  case ambiguous(prefix: String, candidates: [SessionID])

  public var message: String {
    switch self {
    case .none(let prefix): "no session begins with \"\(prefix)\""
    case .ambiguous(let prefix, let candidates):
      "\"\(prefix)\" begins \(candidates.count) sessions: \(candidates.map(\.description).joined(separator: ", "))"
    }
  }

  public var hint: String {
    switch self {
    case .none: "list them with 'kmsh audit sessions'"
    case .ambiguous: "give more of the one that is meant"
    }
  }
}
