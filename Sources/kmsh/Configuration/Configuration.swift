import AuditLog
import Glibc
import KMSSyntax
import TOMLKit

/// `config.toml`: profiles, the one to use by default, and where the audit log is.
struct Configuration: Sendable {
  var path: String
  private let home: String
  private(set) var isPresent = false
  var defaultProfile: String?
  var profiles: [String: Profile] = [:]
  var auditStore: String?
  var anchors: [AnchorSetting] = []
  var serve = ServeSettings()

  /// Without a file there are no profiles.
  init(path: String, home: String) throws {
    self.path = path
    self.home = home
    guard let text = try Self.text(of: path) else { return }
    isPresent = true
    do {
      try read(TOMLTable(string: text))
    } catch let error as TOMLParseError {
      throw ConfigurationError("\(path):\(error.source.begin.line): \(error.description)")
    }
  }

  private static func text(of path: String) throws -> String? {
    guard access(path, F_OK) == 0 else { return nil }
    guard let file = fopen(path, "re") else {
      throw ConfigurationError("\(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func read(_ table: TOMLTable) throws {
    for (key, value) in table {
      switch key {
      case "default": defaultProfile = try text(value, key)
      case "profiles": try readProfiles(section(value, key))
      case "audit": try readAudit(section(value, key))
      case "serve": serve = try ServeSettings(section(value, key), path: path, absolute: absolute)
      default: throw unknown(key, of: ["default", "profiles", "audit", "serve"])
      }
    }
  }

  private mutating func readAudit(_ table: TOMLTable) throws {
    for (key, value) in table {
      switch key {
      case "store":
        let store = try text(value, key)
        auditStore = PostgresAddress.isOne(store) ? store : absolute(store)
      case "anchor": anchors = try anchors(value)
      default: throw unknown("audit." + key, of: ["audit.store", "audit.anchor"])
      }
    }
  }

  private func anchors(_ value: any TOMLValueConvertible) throws -> [AnchorSetting] {
    let values = value.array.map { Array($0) } ?? [value]
    return try values.map { value in
      do {
        return try AnchorSetting(text(value, "audit.anchor"), absolute: absolute)
      } catch let error as ConfigurationError {
        throw ConfigurationError("\(path): 'audit.anchor': \(error.message)", hint: error.hint)
      }
    }
  }

  private mutating func readProfiles(_ table: TOMLTable) throws {
    for (name, value) in table { profiles[name] = try profile(name, section(value, "profiles.\(name)")) }
  }

  private static let profileKeys =
    [
      "server", "kind", "token-file", "token-env", "token-prompt", "ca", "certificate", "key",
    ] + PolicyReader.keys

  private func profile(_ name: String, _ table: TOMLTable) throws -> Profile {
    var profile = Profile(name: name, server: .embedded)
    let policies = PolicyReader(path: path)
    for (key, value) in table {
      let place = "profiles.\(name).\(key)"
      switch key {
      case "server": profile.server = try address(text(value, place), place)
      case "kind": profile.kind = try text(value, place)
      case "token-file": profile.token = .file(absolute(try text(value, place)))
      case "token-env": profile.token = .variable(try text(value, place))
      case "token-prompt": if value.bool == true { profile.token = .prompt }
      case "ca": profile.authority = absolute(try text(value, place))
      case "certificate": profile.certificate = absolute(try text(value, place))
      case "key": profile.key = absolute(try text(value, place))
      case "token":
        throw ConfigurationError(
          "\(path): a token does not stand in the configuration", hint: "use token-file or token-env")
      case let key where PolicyReader.keys.contains(key):
        try policies.read(key, value, at: place, into: &profile.policy)
      default: throw unknown(place, of: Self.profileKeys.map { "profiles.\(name).\($0)" })
      }
    }
    try policies.check(profile.policy, of: name)
    return profile
  }

  private func address(_ text: String, _ key: String) throws -> ServerAddress {
    do {
      return try ServerAddress(text)
    } catch let error as ConfigurationError {
      throw ConfigurationError("\(path): '\(key)': \(error.message)", hint: error.hint)
    }
  }

  private func text(_ value: any TOMLValueConvertible, _ key: String) throws -> String {
    guard let text = value.string else { throw ConfigurationError("\(path): '\(key)' takes text") }
    return text
  }

  private func section(_ value: any TOMLValueConvertible, _ key: String) throws -> TOMLTable {
    guard let table = value.table else { throw ConfigurationError("\(path): '\(key)' is a table, such as [\(key)]") }
    return table
  }

  private func unknown(_ key: String, of known: [String]) -> ConfigurationError {
    let near = Suggestion.nearest(to: key, in: known).map { "did you mean '\($0)'?" }
    return ConfigurationError(
      "\(path): unknown key '\(key)'", hint: near ?? "known here: \(known.joined(separator: ", "))")
  }

  /// Relative to the file, `~` for the home directory.
  private func absolute(_ text: String) -> String {
    if text.hasPrefix("/") { return text }
    if text.hasPrefix("~/") { return home + text.dropFirst(1) }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return folder + "/" + text
  }
}
