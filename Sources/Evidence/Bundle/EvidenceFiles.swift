import AuditLog

/// The files of a session that its records name by hash: scripts, includes, plan, approvals.
struct EvidenceFiles {
  /// A file that belongs into the bundle.
  struct Wanted: Hashable {
    let role: String
    /// As the records call it.
    let name: String
    let sha256: String?
  }

  /// What a record holds in place of a file.
  struct Inline: Hashable {
    let role: String
    let json: JSONValue
  }

  private(set) var wanted: [Wanted] = []
  private(set) var inline: [Inline] = []

  init(_ opening: [String: JSONValue]) {
    if let script = opening["script"]?.text {
      wanted.append(Wanted(role: "source", name: script, sha256: opening["script_sha256"]?.text))
    }
    for include in opening["includes"]?.items ?? [] { add(include, role: "source") }
    // Where the plan is a file, "plan" is the hash of what it says.
    if let plan = opening["plan_file"] ?? opening["plan"] { add(plan, role: "plan") }
    for approval in opening["approvals"]?.items ?? [] { add(approval, role: "approval") }
  }

  private mutating func add(_ value: JSONValue, role: String) {
    if let path = value.text {
      wanted.append(Wanted(role: role, name: path, sha256: nil))
    } else if let file = value["file"]?.text {
      wanted.append(Wanted(role: role, name: file, sha256: value["sha256"]?.text))
    } else if value != .null {
      inline.append(Inline(role: role, json: value))
    }
  }

  /// A name in the bundle: numbered, as two files may have one name, with what is plain of its own.
  static func path(role: String, number: Int, name: String) -> String {
    let last = name.split(separator: "/").last ?? "file"
    let plain = last.unicodeScalars.map { scalar -> Character in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "._-".unicodeScalars.contains(scalar))
        ? Character(scalar) : "_"
    }
    return "\(role)s/\(number)-\(String(plain.prefix(100)))"
  }
}
