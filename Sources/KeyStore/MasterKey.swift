import Crypto
import Glibc

/// Seals the material of objects with AES-256-GCM.
struct MasterKey: Sendable {
  private let key: SymmetricKey

  init() { key = SymmetricKey(size: .bits256) }

  private init(_ bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

  /// - Parameter id: Authenticated with the material, so that rows cannot be exchanged.
  func seal(_ bytes: [UInt8], id: String) throws -> [UInt8] {
    guard let sealed = try AES.GCM.seal(bytes, using: key, authenticating: Array(id.utf8)).combined else {
      throw KeyStoreError.tampered(id: id)
    }
    return Array(sealed)
  }

  func open(_ sealed: [UInt8], id: String) throws(KeyStoreError) -> [UInt8] {
    do {
      let box = try AES.GCM.SealedBox(combined: sealed)
      return Array(try AES.GCM.open(box, using: key, authenticating: Array(id.utf8)))
    } catch { throw .tampered(id: id) }
  }
}

extension MasterKey {
  /// - Returns: None if there is no such file.
  static func load(_ path: String) throws -> MasterKey? {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw KeyStoreError.keyUnusable(path: path, cause: String(cString: strerror(errno)).lowercased())
    }
    defer { close(descriptor) }
    try check(descriptor, path)
    var bytes = [UInt8](repeating: 0, count: size + 1)
    let count = read(descriptor, &bytes, bytes.count)
    guard count == size else {
      throw KeyStoreError.keyUnusable(path: path, cause: "it has not the \(size) bytes of a key")
    }
    defer { for index in bytes.indices { bytes[index] = 0 } }
    return MasterKey(Array(bytes.prefix(size)))
  }

  /// Makes the file whole or not at all: another process may be making it too.
  static func make(_ path: String) throws -> MasterKey {
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    let draft = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
    let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw KeyStoreError.system(path) }
    defer { unlink(draft) }
    let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
    guard close(descriptor) == 0, isWritten else { throw KeyStoreError.system(path) }
    guard link(draft, path) == 0 || errno == EEXIST else { throw KeyStoreError.system(path) }
    try flushFolder(of: path)
    guard let key = try load(path) else { throw KeyStoreError.keyMissing(path: path) }
    return key
  }

  private static let size = 32

  private static func check(_ descriptor: Int32, _ path: String) throws {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw KeyStoreError.system(path) }
    guard status.st_mode & 0o077 == 0 else {
      let mode = String(status.st_mode & 0o777, radix: 8)
      throw KeyStoreError.keyUnusable(path: path, cause: "others can read it (mode \(mode))")
    }
    guard status.st_size == size else {
      throw KeyStoreError.keyUnusable(path: path, cause: "it has \(status.st_size) bytes, a key has \(size)")
    }
  }

  // The key's name must be durable before anything is sealed under it.
  private static func flushFolder(of path: String) throws {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw KeyStoreError.system(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw KeyStoreError.system(folder) }
  }
}
