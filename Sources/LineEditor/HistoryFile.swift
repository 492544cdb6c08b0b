import Glibc

/// The history on disk: 0600, appended under a lock, replaced by renaming, so that sessions can share it.
struct HistoryFile {
  enum News {
    case added([String])
    case rewritten([String])
  }

  private let path: String
  private var identity: Identity?
  private var length = 0
  private var count = 0

  private struct Identity: Equatable {
    let device: UInt
    let inode: UInt
  }

  init(path: String) {
    self.path = path
  }

  /// What the file holds beyond what was read before; `nil` when there is no file.
  mutating func readNews() -> News? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return readNews(from: descriptor)
  }

  private mutating func readNews(from descriptor: Int32) -> News? {
    guard let (found, size) = Self.status(descriptor) else { return nil }
    let continues = found == identity && size >= length
    if !continues { (identity, length, count) = (found, 0, 0) }
    guard lseek(descriptor, off_t(length), SEEK_SET) >= 0, let bytes = Self.readAll(descriptor) else { return nil }
    let read = HistoryEncoding.entries(bytes)
    length += read.length
    count += read.entries.count
    return continues ? .added(read.entries) : .rewritten(read.entries)
  }

  /// Adds an entry, and drops the oldest when there are a quarter more than `limit`. Returns whether it is on disk.
  func append(_ entry: String, limit: Int) -> Bool {
    makeDirectory()
    guard let descriptor = openLocked() else { return false }
    defer { close(descriptor) }
    guard let (_, size) = Self.status(descriptor) else { return false }
    let line = HistoryEncoding.line(entry)
    // A session that died while it wrote left half a line.
    let isTorn = size > 0 && !Self.endsWithNewline(descriptor, size: size)
    guard Descriptor.write(((isTorn ? "\n" : "") + line).utf8, to: descriptor) else {
      _ = ftruncate(descriptor, off_t(size))
      return false
    }
    if count >= limit + limit / 4 { trim(descriptor, limit: limit) }
    return true
  }

  private func makeDirectory() {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for count in parts.indices where count > 0 {
      _ = mkdir(parts[...count].joined(separator: "/"), 0o700)
    }
  }

  /// Opens and locks the file that `path` names now: another session may replace it between the two.
  private func openLocked() -> Int32? {
    for _ in 0..<16 {
      let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return nil }
      _ = fchmod(descriptor, 0o600)
      if lock(descriptor), Self.status(descriptor)?.0 == currentIdentity() { return descriptor }
      close(descriptor)
    }
    return nil
  }

  private func lock(_ descriptor: Int32) -> Bool {
    while flock(descriptor, LOCK_EX) != 0 {
      if errno != EINTR { return false }
    }
    return true
  }

  /// Keeps the newest `limit` entries, in a file that replaces this one at once or not at all.
  private func trim(_ descriptor: Int32, limit: Int) {
    guard lseek(descriptor, 0, SEEK_SET) >= 0, let bytes = Self.readAll(descriptor) else { return }
    let kept = HistoryEncoding.entries(bytes).entries.suffix(limit).map(HistoryEncoding.line).joined()
    let other = "\(path).\(getpid()).tmp"
    _ = unlink(other)
    let target = open(other, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard target >= 0 else { return }
    let isWritten = Descriptor.write(kept.utf8, to: target) && fsync(target) == 0
    close(target)
    if !isWritten || rename(other, path) != 0 { _ = unlink(other) }
  }
}

extension HistoryFile {
  private static func status(_ descriptor: Int32) -> (Identity, Int)? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    return (Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino)), Int(status.st_size))
  }

  private func currentIdentity() -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
  }

  private static func endsWithNewline(_ descriptor: Int32, size: Int) -> Bool {
    var last: UInt8 = 0
    return pread(descriptor, &last, 1, off_t(size - 1)) == 1 && last == 0x0a
  }

  private static func readAll(_ descriptor: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    while true {
      guard let more = Descriptor.read(descriptor, limit: 1 << 16) else { return nil }
      if more.isEmpty { return bytes }
      bytes += more
    }
  }
}
