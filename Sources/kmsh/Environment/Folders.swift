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
  var history: String { state + "/history" }
  var fingerprintKey: String { state + "/fingerprint-key" }
}
