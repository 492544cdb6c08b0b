/// Where kmsh keeps what (XDG Base Directory Specification).
struct Folders: Sendable {
  let configuration: String
  let data: String
  let state: String

  init(_ environment: ProcessEnvironment) {
    func folder(_ variable: String, _ fallback: String) -> String {
      // The specification: a path that is not absolute is to be ignored.
      let base = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? environment.home + "/" + fallback
      return base + "/kmsh"
    }
    configuration = folder("XDG_CONFIG_HOME", ".config")
    data = folder("XDG_DATA_HOME", ".local/share")
    state = folder("XDG_STATE_HOME", ".local/state")
  }

  var configurationFile: String { configuration + "/config.toml" }
  var approverKey: String { configuration + "/approver-key" }
  var keyStore: String { data }
  var auditStore: String { state + "/audit.sqlite" }
  var locks: String { state + "/locks" }
  var tokens: String { state + "/tokens" }
  var history: String { state + "/history" }
  var fingerprintKey: String { state + "/fingerprint-key" }

  /// Of a profile. Its name is written so that no name leads elsewhere.
  func tokens(of profile: String) -> String {
    let safe = profile.utf8.map { byte in
      let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      return isPlain || byte == 0x2D || byte == 0x5F ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16)
    }
    return tokens + "/" + safe.joined() + ".json"
  }
}
