import AuditLog

/// What every subcommand begins with: the environment, the folders, the configuration.
struct Workplace: Sendable {
  let environment = ProcessEnvironment()
  let folders: Folders
  let configuration: Configuration

  init() throws {
    hardenProcess()
    folders = Folders(environment)
    configuration = try Configuration(path: folders.configurationFile, home: environment.home)
  }

  /// A path or `postgres://…`.
  var auditStore: String { environment["KMSH_AUDIT_STORE"] ?? configuration.auditStore ?? folders.auditStore }

  func auditLocation(_ store: String? = nil) throws -> AuditStoreLocation {
    try AuditStoreLocation(store ?? auditStore, keys: folders.state)
  }
}
