/// How a request names a key set: `name`, `name@latest`, `name@first`, `name@3`.
struct KeySetReference: Hashable, Sendable {
  enum Version: Hashable, Sendable {
    /// The one to protect with, and all of them to process with.
    case unsaid
    case latest
    case generation(Int32)
  }

  let name: String
  let version: Version

  /// - Returns: None for what is no such name: a list of tags, or a version that there is not.
  init?(_ identifier: String) {
    guard !identifier.hasPrefix("[") else { return nil }
    guard let at = identifier.lastIndex(of: "@") else {
      name = identifier
      version = .unsaid
      return
    }
    name = String(identifier[..<at])
    guard !name.isEmpty, let version = Self.version(identifier[identifier.index(after: at)...]) else { return nil }
    self.version = version
  }

  private static func version(_ text: Substring) -> Version? {
    switch text {
    case "latest": .latest
    case "first": .generation(0)
    default: Int32(text).flatMap { $0 >= 0 ? .generation($0) : nil }
    }
  }
}
