import Dispatch
import Glibc

/// A file that lines are only added to, for its owner's eyes.
struct AnchorLog: Sendable {
  let path: String

  /// Adds whole lines and flushes them; on a thread of its own, since a disk far away may hang.
  func append(_ lines: String) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      DispatchQueue.global().async { continuation.resume(with: Result { try write(lines) }) }
    }
  }

  private func write(_ lines: String) throws {
    let isFirst = !StoreFiles.exists(path)
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    // Several processes may use one file, and one may have been stopped within a line.
    guard flock(descriptor, LOCK_EX) == 0 || errno == EOPNOTSUPP || errno == ENOLCK else { throw failure() }
    let bytes = Array(((endsWithinLine(descriptor) ? "\n" : "") + lines + "\n").utf8)
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw AnchorError.unwritable(path: path, cause: "it is not written whole")
    }
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw failure() }
    if isFirst { StoreFiles.sync(StoreFiles.folder(of: path)) }
  }

  private func endsWithinLine(_ descriptor: Int32) -> Bool {
    var last: UInt8 = UInt8(ascii: "\n")
    let end = lseek(descriptor, -1, SEEK_END)
    return end >= 0 && pread(descriptor, &last, 1, end) == 1 && last != UInt8(ascii: "\n")
  }

  private func failure() -> AnchorError {
    let cause = errno
    if cause == ENOENT { return .noFolder(path: path) }
    return .unwritable(path: path, cause: String(cString: strerror(cause)).lowercased())
  }
}
