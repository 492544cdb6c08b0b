import AuditLog
import Glibc
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
    try SettingReader(value: table, place: "", path: path, home: home).read(SettingKey<Configuration>.all, into: &self)
  }
}

extension SettingKey<Configuration> {
  static let all: [SettingKey<Configuration>] = [
    SettingKey("default", "text", "the profile to use where none is named") { $1.defaultProfile = try $0.text() },
    SettingKey("profiles", "table", "servers, each under its name") { reader, configuration in
      for (name, value) in try reader.section() {
        let reader = SettingReader(value: value, place: "profiles.\(name)", path: reader.path, home: reader.home)
        var profile = Profile(name: name, server: .embedded)
        try reader.read(SettingKey<Profile>.all, into: &profile)
        try PolicyReader(path: reader.path).check(profile.policy, of: name)
        configuration.profiles[name] = profile
      }
    },
    SettingKey("audit", "table", "the audit log") { try $0.read(SettingKey<Configuration>.audit, into: &$1) },
    SettingKey("serve", "table", "who may do what at kmsh serve") {
      try $0.read(SettingKey<ServeSettings>.all, into: &$1.serve)
    },
  ]

  static let audit: [SettingKey<Configuration>] = [
    SettingKey("store", "path or postgres://…", "where the audit log is") { reader, configuration in
      let store = try reader.text()
      configuration.auditStore = PostgresAddress.isOne(store) ? store : reader.absolute(store)
    },
    SettingKey("anchor", "text or list", "where checkpoints go too: file:PATH, or kms: and a private key") {
      reader, configuration in
      configuration.anchors = try reader.texts().map { text in
        do {
          return try AnchorSetting(text, absolute: reader.absolute)
        } catch let error as ConfigurationError {
          throw reader.wrong(error)
        }
      }
    },
  ]
}
