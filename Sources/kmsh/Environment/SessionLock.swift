import AuditLog
import Glibc
import Synchronization

/// Held by the process that runs a session's script, so that nobody takes up a run that has not ended.
final class SessionLock: Sendable {
  private let path: String
  private let file: Mutex<Int32>

  /// - Throws: `ConfigurationError` if another process holds it.
  init(_ session: SessionID, in folders: Folders) throws {
    path = folders.locks + "/\(session)"
    file = Mutex(-1)
    makeFolders(folders.locks)
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard file >= 0 else {
        throw ConfigurationError("the lock \(path) cannot be made: \(String(cString: strerror(errno)))")
      }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        close(file)
        throw ConfigurationError(
          "session \(session.short) runs in another process", hint: "wait for it to end, or stop it")
      }
      // Whoever held it before may have removed the file in the meantime: then this is a lock that nobody sees.
      var status = stat()
      if fstat(file, &status) == 0, status.st_nlink > 0 {
        self.file.withLock { $0 = file }
        return
      }
      close(file)
    }
  }

  func release() {
    file.withLock { file in
      guard file >= 0 else { return }
      unlink(path)
      close(file)
      file = -1
    }
  }
}

private func makeFolders(_ path: String) {
  let parts = path.split(separator: "/", omittingEmptySubsequences: false)
  for count in parts.indices where count > 0 { _ = mkdir(parts[...count].joined(separator: "/"), 0o700) }
}
