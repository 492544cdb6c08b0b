/// Why no bundle can be made of a session.
public enum EvidenceError: Error, Hashable, Sendable {
  case changed(file: String, wanted: String, found: String)
  case missing(file: String, cause: String)
  case unfinished(session: String)
  case notSigned(seq: Int64, covered: Int64)
  case unfit(String)

  public var message: String {
    switch self {
    case .changed(let file, let wanted, let found):
      "\(file) has changed since the session: its SHA-256 is \(found), the records say \(wanted)"
    case .missing(let file, let cause): "\(file) is not there: \(cause)"
    case .unfinished(let session): "session \(session) has no end on record"
    case .notSigned(let seq, let covered): "record \(seq) is not signed yet: the newest checkpoint covers \(covered)"
    case .unfit(let cause): cause
    }
  }

  public var hint: String {
    switch self {
    case .changed, .missing: "put the file back as it was, or leave it out with --allow-missing"
    case .unfinished: "let it end, go on with 'kmsh resume', or take it as it is with --allow-missing"
    case .notSigned: "any session signs what is on record when it ends: run one, then try again"
    case .unfit: "look at the session with 'kmsh audit show'"
    }
  }
}
