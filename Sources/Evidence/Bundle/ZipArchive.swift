/// Files in the ZIP format, stored as they are; a set of files has one spelling, byte for byte.
///
/// It reads only what it writes: no compression, no comment, no field that two readers could take for two things.
struct ZipArchive: Hashable {
  struct File: Hashable {
    let name: String
    let bytes: [UInt8]
  }

  static let countLimit = 1000
  static let sizeLimit = 1 << 30

  private(set) var files: [File] = []

  init() {}

  subscript(name: String) -> [UInt8]? { files.first { $0.name == name }?.bytes }

  mutating func add(_ name: String, _ bytes: [UInt8]) throws(ZipError) {
    guard Self.isName(name) else { throw .name(name) }
    guard !files.contains(where: { $0.name == name }) else { throw .duplicate(name) }
    guard files.count < Self.countLimit else { throw .tooMany }
    guard files.reduce(bytes.count, { $0 + $1.bytes.count }) <= Self.sizeLimit else { throw .tooLarge }
    files.append(File(name: name, bytes: bytes))
  }

  /// Relative, of plain letters, and of nothing that leads out of a folder.
  private static func isName(_ name: String) -> Bool {
    guard !name.isEmpty, name.utf8.count <= 255 else { return false }
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
      case UInt8(ascii: "/"): true
      default: false
      }
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return isPlain && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }
}

/// Why bytes are no archive of ours, or files cannot become one.
enum ZipError: Error, Hashable {
  case name(String)
  case duplicate(String)
  case tooMany
  case tooLarge
  case damaged(offset: Int, String)

  var message: String {
    switch self {
    case .name(let name): "\"\(name)\" is no name for a file in a bundle"
    case .duplicate(let name): "\(name) is in the bundle twice"
    case .tooMany: "a bundle holds at most \(ZipArchive.countLimit) files"
    case .tooLarge: "a bundle holds at most \(ZipArchive.sizeLimit >> 20) MiB"
    case .damaged(let offset, let what): "the archive is damaged at byte \(offset): \(what)"
    }
  }
}
