import KMSInterpreter

/// Files in place of data.
enum FileOptions {
  static let file = CommandParameter("file", .path, help: "in place of data: a file, of any size")
  static let to = CommandParameter("to", .path, help: "with file: the file to write (mode 0600)")
  static let replace = CommandParameter("replace", .bool, help: "true overwrites a file that is there")
}
