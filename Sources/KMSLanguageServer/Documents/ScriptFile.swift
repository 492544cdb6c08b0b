import Glibc
import KMSSyntax

/// A script on disk.
public enum ScriptFile {
  static let longest = 16 << 20

  /// - Throws: `Diagnostic` where there is no regular file of a reasonable size in UTF-8.
  public static func text(at path: String) throws -> String {
    // A pipe that nobody writes to would wait for ever.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path, reason) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw unreadable(path, "it is no regular file")
    }
    guard status.st_size <= longest else { throw unreadable(path, "it is too large for a script") }
    return try text(of: file, path)
  }

  public static func textOfStandardInput() throws -> String { try text(of: 0, "standard input") }

  private static func text(of file: Int32, _ name: String) throws -> String {
    guard let text = String(validating: try bytes(of: file, name), as: UTF8.self) else {
      throw unreadable(name, "it is not UTF-8 text")
    }
    return text
  }

  private static func bytes(of file: Int32, _ path: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path, reason) }
      if count == 0 { break }
      bytes += part.prefix(count)
      guard bytes.count <= longest else { throw unreadable(path, "it is too large for a script") }
    }
    return bytes
  }

  static var reason: String {
    let reason = String(cString: strerror(errno))
    return reason.prefix(1).lowercased() + reason.dropFirst()
  }

  private static func unreadable(_ path: String, _ why: String) -> Diagnostic {
    Diagnostic(.fileUnreadable, "\(path) cannot be read: \(why)")
  }
}
