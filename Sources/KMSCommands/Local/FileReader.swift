import Glibc
import KMSSyntax

/// Reads a file from its beginning, a part at a time.
final class FileReader {
  private let file: Int32
  private let path: String
  private let parameter: String

  /// - Parameters:
  ///   - parameter: Which one named the file.
  ///   - waits: False if nobody is waited for who would write to a pipe.
  init(_ path: String, parameter: String, waits: Bool = true) throws {
    self.path = path
    self.parameter = parameter
    file = open(path, O_RDONLY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK))
    guard file >= 0 else { throw unreadable(LocalFile.reason) }
  }

  deinit { if file >= 0 { close(file) } }

  /// Bytes of a regular file.
  func size() throws -> Int64 {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(LocalFile.reason) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw unreadable("it is no regular file") }
    return Int64(status.st_size)
  }

  /// As many bytes as there are, up to `count`; nothing at the end of the file.
  func read(_ count: Int) throws -> [UInt8]? {
    let bytes = try bytes(count) { Glibc.read(self.file, $0, $1) }
    return bytes.isEmpty ? nil : bytes
  }

  /// So many bytes from a place in the file, which does not move where `read` goes on.
  func read(_ count: Int, at offset: Int64) throws -> [UInt8] {
    var place = off_t(offset)
    let bytes = try bytes(count) { buffer, count in
      let count = pread(self.file, buffer, count, place)
      if count > 0 { place += off_t(count) }
      return count
    }
    guard bytes.count == count else { throw unreadable("it changed meanwhile") }
    return bytes
  }

  private func bytes(
    _ count: Int, _ read: (UnsafeMutableRawPointer, Int) -> Int
  ) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      while written < count, let start = buffer.baseAddress {
        let got = read(start + written, count - written)
        if got < 0, errno == EINTR { continue }
        guard got >= 0 else { throw unreadable(LocalFile.reason) }
        guard got > 0 else { return }
        written += got
      }
    }
  }

  private func unreadable(_ reason: String) -> CommandError {
    CommandError(.fileUnreadable, "\(path) cannot be read: \(reason)", parameter: parameter)
  }
}
