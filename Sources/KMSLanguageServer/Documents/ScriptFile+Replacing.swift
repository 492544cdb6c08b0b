import Glibc
import KMSSyntax

extension ScriptFile {
  /// Puts a text in a file's place at once and whole; mode and, as far as the system lets it, owner stay.
  ///
  /// Of a symbolic link the file that it leads to is replaced.
  /// - Throws: `Diagnostic`; the file is as it was.
  public static func replace(_ path: String, with text: String) throws {
    guard let resolved = realpath(path, nil) else { throw unwritable(path) }
    defer { free(resolved) }
    let place = String(cString: resolved)
    var status = stat()
    guard stat(place, &status) == 0 else { throw unwritable(path) }
    var template = Array((place + ".XXXXXX").utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw unwritable(path) }
    defer { close(file) }
    let part = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    // Another's file may not be given away; that it becomes ours is what an editor does too.
    _ = fchown(file, status.st_uid, status.st_gid)
    let isWhole = fchmod(file, status.st_mode & 0o7777) == 0 && write(text, to: file) && fsync(file) == 0
    guard isWhole, rename(part, place) == 0 else {
      let fault = unwritable(path)
      unlink(part)
      throw fault
    }
  }

  private static func write(_ text: String, to file: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func unwritable(_ path: String) -> Diagnostic {
    Diagnostic(.fileUnwritable, "\(path) cannot be written: \(reason)")
  }
}
