import Glibc

/// The store's file and folder, for their owner's eyes only.
enum StoreFiles {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func prepareFolder(of path: String) throws { try makeFolder(folder(of: path), for: path) }

  /// Makes the file before SQLite would: SQLite gives `-wal` and `-shm` the mode it finds here.
  static func prepare(_ path: String) throws {
    try prepareFolder(of: path)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    if status.st_mode & 0o077 != 0, status.st_mode & S_IFMT == S_IFREG { fchmod(descriptor, 0o600) }
  }

  static func read(_ path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = Glibc.read(descriptor, &bytes, limit)
    return count < 0 ? nil : Array(bytes.prefix(count))
  }

  /// Makes a file that is there whole or not at all; one that exists already stays as it is.
  static func make(_ path: String, _ bytes: [UInt8]) throws {
    let draft = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    defer { unlink(draft) }
    let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
    guard close(descriptor) == 0, isWritten else { throw failure(path) }
    guard link(draft, path) == 0 || errno == EEXIST else { throw failure(path) }
    sync(folder(of: path))
  }

  static func failure(_ path: String) -> AuditError {
    switch errno {
    case ENOSPC, EDQUOT: .fullDisk(path: path)
    case EROFS, EACCES, EPERM: .readOnly(path: path)
    default: .cannotOpen(path: path, cause: String(cString: strerror(errno)).lowercased())
    }
  }

  private static func makeFolder(_ folder: String, for path: String) throws {
    if exists(folder) { return }
    let parent = self.folder(of: folder)
    if parent != folder { try makeFolder(parent, for: path) }
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
    sync(parent)
  }

  /// Makes the names in a folder durable; SQLite does so for its own files.
  static func sync(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
