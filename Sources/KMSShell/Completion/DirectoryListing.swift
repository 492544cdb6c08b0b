import FoundationEssentials

/// A directory's entries for completion.
public enum DirectoryListing {
  private static let limit = 2000

  /// `directory` as it was typed: `""` is the working directory, and a `~/` at its start is `home`. Nothing where it
  /// cannot be read.
  public static func entries(_ directory: String, home: String?) -> [Completer.Entry] {
    var path = directory.isEmpty ? "." : directory
    if let home, path.hasPrefix("~/") { path = home + path.dropFirst(1) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.prefix(limit).map { name in
      var isDirectory = false
      _ = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isDirectory)
      return Completer.Entry(name: name, isDirectory: isDirectory)
    }
  }
}
