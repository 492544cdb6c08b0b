import Glibc
import KMIP
import KMIPCrypto
import KMIPServer

/// Users and their hashed passwords, a line each: `NAME:$scrypt$…`.
struct UserFile {
  let path: String

  func rows() throws -> [UserTable.Row] {
    let lines = try text().split(whereSeparator: \.isNewline)
    return try lines.enumerated().map { index, line in
      guard let colon = line.lastIndex(of: ":"), colon != line.startIndex,
        let password = PasswordHash(String(line[line.index(after: colon)...]))
      else {
        throw ConfigurationError("\(path):\(index + 1): no user", hint: "kmsh serve-user add NAME writes this file")
      }
      return (String(line[..<colon]), password)
    }
  }

  /// Adds a user, or gives one another password.
  func set(_ user: String, _ password: Secret) throws {
    try Self.check(user)
    try write(others(than: user) + [(user, try PasswordHash(of: password))])
  }

  func remove(_ user: String) throws {
    let rows = try rows()
    let others = rows.filter { $0.user != user }
    guard others.count < rows.count else { throw ConfigurationError("\(path) has no user '\(user)'") }
    try write(others)
  }

  private func others(than user: String) throws -> [UserTable.Row] {
    guard access(path, F_OK) == 0 else { return [] }
    return try rows().filter { $0.user != user }
  }

  private static func check(_ user: String) throws {
    let isName = !user.isEmpty && user != AccessGrant.everybody && user != EmbeddedServer.owner
    guard isName, user.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), user.utf8.count <= 256 else {
      throw ConfigurationError(
        "'\(user)' is no name of a user",
        hint:
          "a name has no spaces, and is neither * nor \(EmbeddedServer.owner), who owns what is made on this machine")
    }
  }

  private func text() throws -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw ConfigurationError("the users file \(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    var status = stat()
    if fstat(file, &status) == 0, status.st_mode & 0o077 != 0 {
      throw ConfigurationError("the users file \(path) can be read by others", hint: "chmod 600 \(path)")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = read(file, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The whole file or, if that fails, the one before.
  private func write(_ rows: [UserTable.Row]) throws {
    let bytes = Array(rows.map { "\($0.user):\($0.password.text)\n" }.joined().utf8)
    let draft = "\(path).\(getpid())"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure }
    defer { unlink(draft) }
    let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    guard close(file) == 0, isWritten, rename(draft, path) == 0 else { throw failure }
  }

  private var failure: ConfigurationError {
    ConfigurationError("the users file \(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}
