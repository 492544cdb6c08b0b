import GRDB
import Glibc

extension KeyStoreError {
  /// Runs `body` and tells its database errors in this module's terms.
  static func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as DatabaseError { throw KeyStoreError(error, path: path) }
  }

  init(_ error: DatabaseError, path: String) {
    let cause = error.message ?? error.extendedResultCode.description
    self =
      switch error.resultCode {
      case .SQLITE_FULL: .fullDisk(path: path)
      case .SQLITE_IOERR: Self.isDiskFull(path) ? .fullDisk(path: path) : .inputOutput(path: path, cause: cause)
      case .SQLITE_BUSY, .SQLITE_LOCKED: .locked(path: path)
      case .SQLITE_READONLY, .SQLITE_PERM: .readOnly(path: path)
      case .SQLITE_CANTOPEN: .cannotOpen(path: path, cause: cause)
      case .SQLITE_NOTADB: .corrupt(path: path, cause: "it is not an SQLite database")
      case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_SCHEMA:
        .corrupt(path: path, cause: cause)
      default: .inputOutput(path: path, cause: cause)
      }
  }

  // SQLite reports a full disk as an input/output error where it is met in `fsync` or the shared memory file.
  private static func isDiskFull(_ path: String) -> Bool {
    var status = statvfs()
    return statvfs(path, &status) == 0 && (status.f_bavail == 0 || status.f_ffree == 0 && status.f_files > 0)
  }

  /// What the last system call on `path` failed for.
  static func system(_ path: String) -> KeyStoreError {
    switch errno {
    case ENOSPC, EDQUOT: .fullDisk(path: path)
    case EROFS, EACCES, EPERM: .readOnly(path: path)
    default: .cannotOpen(path: path, cause: String(cString: strerror(errno)).lowercased())
    }
  }
}
