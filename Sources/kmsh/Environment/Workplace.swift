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

  var auditStore: String { configuration.auditStore ?? folders.auditStore }
}
