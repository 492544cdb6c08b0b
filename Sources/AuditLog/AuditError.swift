/// Why nothing more can be put on record, or read from it.
public enum AuditError: Error, Hashable, Sendable {
  case cannotOpen(path: String, cause: String)
  case fullDisk(path: String)
  case locked(path: String)
  case readOnly(path: String)
  case corrupt(path: String, cause: String)
  /// The key that signs checkpoints is missing, unreadable or another one than the store's.
  case keyUnusable(path: String, cause: String)
  case inputOutput(path: String, cause: String)
  /// The database server does not answer, or does not let this user in.
  case unreachable(path: String, cause: String)
  case closed(path: String)

  public var message: String {
    switch self {
    case .cannotOpen(let path, let cause): "the audit log \(path) cannot be opened: \(cause)"
    case .fullDisk(let path): "the disk is full: no room for the audit log \(path)"
    case .locked(let path): "the audit log \(path) is locked by another process"
    case .readOnly(let path): "the audit log \(path) cannot be written: it or its folder is read-only"
    case .corrupt(let path, let cause): "the audit log \(path) is damaged: \(cause)"
    case .keyUnusable(let path, let cause): "the audit log's signing key \(path) cannot be used: \(cause)"
    case .inputOutput(let path, let cause): "the audit log \(path) met an input/output error: \(cause)"
    case .unreachable(let path, let cause): "the audit log \(path) cannot be reached: \(cause)"
    case .closed(let path): "the audit log \(path) is closed"
    }
  }

  public var hint: String {
    switch self {
    case .cannotOpen: "check the path, its owner and its permissions"
    case .fullDisk: "free some space on that disk, or keep the audit log elsewhere"
    case .locked: "end the process that holds it, then try again"
    case .readOnly: "make the file and its folder writable for this user"
    case .corrupt: "look at it with 'kmsh audit verify'; keep the file as evidence and begin another"
    case .keyUnusable: "restore the key from a backup, or keep the log as it is and begin another"
    case .inputOutput: "check the disk and the system's log"
    case .unreachable: "check that the server runs, and the address and user in audit.store"
    case .closed: "open it again"
    }
  }
}

extension AuditError: CustomStringConvertible {
  public var description: String { message }
}
