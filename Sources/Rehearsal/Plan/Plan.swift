/// What a script would write, found out on a shadow of the KMS, for people to approve and for `apply` to hold itself to.
public struct Plan: Codable, Hashable, Sendable {
  public var format = 1
  /// Version of the kmsh that made it.
  public var kmsh: String
  public var script: ScriptFile
  public var includes: [ScriptFile]
  /// As the command line gave them.
  public var parameters: [String: String]
  /// Microseconds since 1970-01-01 00:00:00 UTC: `now` of the script, when it was planned and when it is applied.
  public var now: Int64
  public var target: Target
  public var writes: [PlannedWrite] = []
  /// What `confirm` asks.
  public var questions: [String] = []
  /// What the writes come to, in words.
  public var totals: [String] = []
  /// Timestamps, as the audit log writes them.
  public var created: String
  public var expires: String
  /// Over everything but `created`, `expires`, `hash` and `approvals`.
  public var hash = ""
  public var approvals: [Approval] = []

  public init(
    kmsh: String, script: ScriptFile, includes: [ScriptFile], parameters: [String: String], now: Int64,
    target: Target, created: String, expires: String
  ) {
    self.kmsh = kmsh
    self.script = script
    self.includes = includes
    self.parameters = parameters
    self.now = now
    self.target = target
    self.created = created
    self.expires = expires
  }

  public struct ScriptFile: Codable, Hashable, Sendable {
    public var path: String
    public var sha256: String

    public init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// Where it is to be applied, and as whom.
  public struct Target: Codable, Hashable, Sendable {
    public var server: String
    public var profile: String
    /// What the profile identifies itself with: a certificate's file, where a token comes from; never a secret.
    public var identity: String

    public init(server: String, profile: String, identity: String) {
      self.server = server
      self.profile = profile
      self.identity = identity
    }
  }
}

/// One change that the script would send.
public struct PlannedWrite: Codable, Hashable, Sendable {
  /// The statement of the run, such as `17/3/5`.
  public var key: String
  /// The profile that `as` names around it.
  public var profile: String?
  public var file: String
  public var line: Int
  public var column: Int
  public var step: String?
  /// Items of the loops around it, outermost first.
  public var items: [String]
  /// With values resolved and secrets redacted.
  public var statement: String
  public var command: String
  /// KMIP's name, such as `Re-key Key Pair`.
  public var operation: String
  public var effect: String
  /// What it is told to act on.
  public var targets: [String]
  /// Targets that there are, and objects that go with them, as they are before it.
  public var objects: [PlannedObject]
  /// What it makes.
  public var result: [PlannedResult] = []
  /// States afterwards, by identifier.
  public var after: [String: String] = [:]
  /// The server is expected to refuse it.
  public var isRefused = false
}

public struct PlannedObject: Codable, Hashable, Sendable {
  public var id: String
  public var name: String?
  public var type: String?
  public var state: String?
  /// Of its attributes, where the run has not touched it yet.
  public var digest: String?
  /// Made by the plan itself, under an identifier that may come out otherwise.
  public var predicted: Bool
}

public struct PlannedResult: Codable, Hashable, Sendable {
  public var id: String
  public var predicted: Bool
}
