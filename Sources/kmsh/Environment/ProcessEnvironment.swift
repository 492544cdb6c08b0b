import Glibc

/// What the process was given. Only this module reads it.
struct ProcessEnvironment: Sendable {
  let variables: [String: String]

  init() {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let line = String(cString: text)
      if let equals = line.firstIndex(of: "=") {
        variables[String(line[..<equals])] = String(line[line.index(after: equals)...])
      }
      entry += 1
    }
    self.variables = variables
  }

  /// An empty variable counts as none.
  subscript(name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

  var home: String { self["HOME"] ?? "/" }

  static var workingDirectory: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  static var hostName: String {
    var name = utsname()
    guard uname(&name) == 0 else { return "unknown" }
    return withUnsafeBytes(of: &name.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// The user of the process, and who logged in at the terminal.
  static var userName: String {
    guard let row = getpwuid(getuid()), let name = row.pointee.pw_name else { return String(getuid()) }
    return String(cString: name)
  }

  static var terminalName: String? { ttyname(0).map { String(cString: $0) } }
}
