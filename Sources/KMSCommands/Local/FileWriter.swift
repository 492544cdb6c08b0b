import Glibc
import KMSSyntax

/// Writes a file of mode 0600 beside its place, and puts it there when it is whole: otherwise nothing is left of it.
final class FileWriter {
  private let path: String
  private let part: String
  private let isRehearsed = RehearsedFiles.areRehearsed
  private var file: Int32

  init(_ path: String, replacing: Bool) throws {
    self.path = path
    part = path + ".part"
    file = -1
    guard replacing || access(path, F_OK) != 0 else {
      throw CommandError(
        .fileUnwritable, "\(path) is there already", hint: "write replace=true to overwrite it", parameter: "to")
    }
    guard !isRehearsed else { return }
    // What lies there already may be another's, with a mode of its own.
    unlink(part)
    file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw unwritable(LocalFile.reason) }
  }

  deinit { if file >= 0 { discard() } }

  func write(_ bytes: [UInt8]) throws {
    guard !isRehearsed else { return }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw unwritable(LocalFile.reason) }
      rest = rest.dropFirst(count)
    }
  }

  func commit() throws {
    guard !isRehearsed else { return }
    guard fsync(file) == 0, rename(part, path) == 0 else {
      let reason = LocalFile.reason
      discard()
      throw unwritable(reason)
    }
    close(file)
    file = -1
  }

  private func discard() {
    close(file)
    unlink(part)
    file = -1
  }

  private func unwritable(_ reason: String) -> CommandError {
    CommandError(.fileUnwritable, "\(path) cannot be written: \(reason)", parameter: "to")
  }
}
