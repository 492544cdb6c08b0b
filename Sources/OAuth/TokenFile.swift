#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Tokens of one profile, in a file that is its user's alone.
public struct TokenFile: Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  /// Nil if there are none.
  func tokens() throws(OAuthError) -> Tokens? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & 0o077 == 0, status.st_uid == getuid() else {
      throw OAuthError("the token file \(path) can be read by others", hint: "kmsh logout, then kmsh login")
    }
    var bytes = [UInt8](repeating: 0, count: 1 << 18)
    let count = read(file, &bytes, bytes.count)
    defer { for index in bytes.indices { bytes[index] = 0 } }
    return count > 0 ? Tokens(file: Array(bytes.prefix(count))) : nil
  }

  /// Whole or not at all.
  public func write(_ tokens: Tokens) throws(OAuthError) {
    makeFolder()
    let draft = "\(path).\(getpid())"
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0, let bytes = tokens.fileBytes else { throw unwritable }
    defer { unlink(draft) }
    let isWritten = Self.write(bytes, to: file) && fsync(file) == 0
    close(file)
    guard isWritten, rename(draft, path) == 0 else { throw unwritable }
  }

  /// False if there was none.
  public func remove() -> Bool { unlink(path) == 0 }

  /// Held while tokens are refreshed: many providers take a refresh token once. Nil where no file can be made.
  func lock() -> Lock? {
    makeFolder()
    let file = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return nil }
    while flock(file, LOCK_EX) != 0 { if errno != EINTR { break } }
    return Lock(file: file)
  }

  final class Lock: Sendable {
    private let file: Int32
    fileprivate init(file: Int32) { self.file = file }
    deinit { close(file) }
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(file, buffer.baseAddress, buffer.count)
        #else
          Darwin.write(file, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private var unwritable: OAuthError {
    OAuthError("the token file \(path) cannot be written: \(String(cString: strerror(errno)))")
  }

  private func makeFolder() {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for count in parts.indices where count > 0 { _ = mkdir(parts[...count].joined(separator: "/"), 0o700) }
  }
}
