import GRDB
import Glibc

extension AuditError {
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
      case .SQLITE_CORRUPT: .corrupt(path: path, cause: cause)
      case .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_SCHEMA: .corrupt(path: path, cause: cause)
      default: .inputOutput(path: path, cause: cause)
      }
  }

  /// Runs `body` and tells its database errors in this module's terms.
  static func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw AuditError(error, path: path)
    } catch let error as AuditError {
      throw error
    } catch {
      throw AuditError.inputOutput(path: path, cause: "\(error)")
    }
  }

  /// SQLite reports a full disk as an input/output error where it is met in `fsync` or the shared memory file.
  private static func isDiskFull(_ path: String) -> Bool {
    var status = statvfs()
    return statvfs(path, &status) == 0 && (status.f_bavail == 0 || status.f_ffree == 0 && status.f_files > 0)
  }
}
