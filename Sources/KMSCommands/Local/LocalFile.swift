import Glibc
import KMSSyntax

/// A file that a person named.
struct LocalFile {
  static let limit = 64 << 20
  let path: String

  /// A relative path begins in `folder`.
  init(_ path: String, in folder: String) {
    self.path = path.hasPrefix("/") || folder == "." ? path : folder + "/" + path
  }

  func contents() throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(Self.reason) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(Self.reason) }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= Self.limit else { throw unreadable("it has more than 64 MiB") }
    }
  }

  /// Mode 0600, through a file beside it, so that a full disk leaves no half of one.
  func write(_ bytes: [UInt8], replacing: Bool) throws {
    guard replacing || access(path, F_OK) != 0 else {
      throw CommandError(
        .fileUnwritable, "\(path) is there already", hint: "write replace=true to overwrite it", parameter: "to")
    }
    let part = path + ".part"
    // What lies there already may be another's, with a mode of its own.
    unlink(part)
    let file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw unwritable(Self.reason) }
    let problem = fill(file, with: bytes)
    close(file)
    guard problem == nil, rename(part, path) == 0 else {
      let reason = problem ?? Self.reason
      unlink(part)
      throw unwritable(reason)
    }
  }

  private func fill(_ file: Int32, with bytes: [UInt8]) -> String? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return Self.reason }
      rest = rest.dropFirst(count)
    }
    return fsync(file) == 0 ? nil : Self.reason
  }

  private func unreadable(_ reason: String) -> CommandError {
    CommandError(.fileUnreadable, "\(path) cannot be read: \(reason)", parameter: "path")
  }

  private func unwritable(_ reason: String) -> CommandError {
    CommandError(.fileUnwritable, "\(path) cannot be written: \(reason)", parameter: "to")
  }

  /// What the system says of the last call, such as `No such file or directory`.
  private static var reason: String {
    let reason = String(cString: strerror(errno))
    return reason.prefix(1).lowercased() + reason.dropFirst()
  }
}
