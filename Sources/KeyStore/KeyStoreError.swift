/// Why the key store cannot be opened, read or written.
public enum KeyStoreError: Error, Hashable, Sendable {
  case cannotOpen(path: String, cause: String)
  case fullDisk(path: String)
  case readOnly(path: String)
  case locked(path: String)
  case corrupt(path: String, cause: String)
  case inputOutput(path: String, cause: String)
  case keyMissing(path: String)
  case keyUnusable(path: String, cause: String)
  /// The master key is not the one that the store was made with.
  case wrongKey(path: String)
  /// The sealed material of an object was changed, or belongs to another object.
  case tampered(id: String)
  case alreadyExists(id: String)
  case notFound(id: String)
  /// By someone else, after the change that is to be taken back.
  case changedSince(id: String)

  public var message: String {
    switch self {
    case .cannotOpen(let path, let cause): "the key store \(path) cannot be opened: \(cause)"
    case .fullDisk(let path): "the disk is full: no room for the key store \(path)"
    case .readOnly(let path): "the key store \(path) cannot be written: it or its folder is read-only"
    case .locked(let path): "the key store \(path) is locked by another process"
    case .corrupt(let path, let cause): "the key store \(path) is damaged: \(cause)"
    case .inputOutput(let path, let cause): "the key store \(path) met an input/output error: \(cause)"
    case .keyMissing(let path): "the master key \(path) is missing, but the key store holds objects sealed under it"
    case .keyUnusable(let path, let cause): "the master key \(path) cannot be used: \(cause)"
    case .wrongKey(let path): "the master key \(path) is not the one that this key store was made with"
    case .tampered(let id): "the sealed material of object \(id) was changed, or belongs to another object"
    case .alreadyExists(let id): "object \(id) already exists"
    case .notFound(let id): "object not found for identifier \(id)"
    case .changedSince(let id): "object \(id) was changed meanwhile: nothing is taken back"
    }
  }

  public var hint: String {
    switch self {
    case .cannotOpen: "check the path, its owner and its permissions"
    case .fullDisk: "free some space on that disk, or keep the key store elsewhere"
    case .readOnly: "make the folder and its files writable for this user"
    case .locked: "end the process that holds it, then try again"
    case .corrupt, .tampered: "restore the key store from a backup and keep this one as evidence"
    case .inputOutput: "check the disk and the system's log"
    case .keyMissing, .wrongKey: "restore the master key from a backup: without it the objects cannot be read"
    case .keyUnusable: "it must be a file of 32 bytes that only its owner can read (chmod 600)"
    case .alreadyExists: "choose another identifier, or replace the existing object"
    case .notFound: "list the objects that there are"
    case .changedSince: "look at the object and undo the change by hand"
    }
  }
}

extension KeyStoreError: CustomStringConvertible {
  public var description: String { message }
}
