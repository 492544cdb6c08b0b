import Glibc

/// The store's folder and the files in it, for their owner's eyes only.
struct StoreFolder: Sendable {
  let path: String

  var database: String { path + "/keys.sqlite" }
  var masterKey: String { path + "/master.key" }

  /// Makes what is missing; SQLite gives `-wal` and `-shm` the mode of the database file.
  func prepare() throws {
    try Self.makeFolder(path)
    guard chmod(path, 0o700) == 0 || access(path, W_OK) == 0 else { throw KeyStoreError.system(path) }
    let descriptor = open(database, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw KeyStoreError.system(database) }
    defer { close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else { throw KeyStoreError.system(database) }
  }

  private static func makeFolder(_ path: String) throws {
    if access(path, F_OK) == 0 { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try makeFolder(String(path[..<slash])) }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw KeyStoreError.system(path) }
  }
}
