import Glibc
import KMSSyntax

/// A file that a person named.
struct LocalFile {
  static let limit = 64 << 20
  /// As the person wrote it.
  let name: String
  let path: String

  /// A relative path begins in `folder`.
  init(_ path: String, in folder: String) {
    name = path
    self.path = path.hasPrefix("/") || folder == "." ? path : folder + "/" + path
  }

  /// The whole of it.
  func contents(limit: Int = LocalFile.limit) throws -> [UInt8] {
    let file = try FileReader(path, parameter: "path")
    var bytes: [UInt8] = []
    while let part = try file.read(1 << 16) {
      bytes += part
      guard bytes.count <= limit else { throw tooLarge(limit) }
    }
    return bytes
  }

  func write(_ bytes: [UInt8], replacing: Bool) throws {
    let file = try FileWriter(path, replacing: replacing)
    try file.write(bytes)
    try file.commit()
  }

  /// Whether its group or everybody may read it.
  var isReadableByOthers: Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var status = stat()
    return fstat(file, &status) == 0 && status.st_mode & 0o044 != 0
  }

  private func tooLarge(_ limit: Int) -> CommandError {
    CommandError(
      .fileUnreadable, "\(path) cannot be read: it has more than \(limit >> 20) MiB",
      hint: "encrypt, decrypt, sign, verify, hash and mac take file=PATH, of any size", parameter: "path")
  }

  /// What the system says of the last call, such as `no such file or directory`.
  static var reason: String {
    let reason = String(cString: strerror(errno))
    return reason.prefix(1).lowercased() + reason.dropFirst()
  }
}
