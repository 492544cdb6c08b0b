import ArgumentParser
import AuditLog

/// Which audit log a command reads.
struct StoreOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The audit log; that of the configuration if left out.", valueName: "file"))
  var store: String?

  func open(_ workplace: Workplace) throws -> AuditStore {
    try AuditStore(at: workplace.auditLocation(store), access: .read)
  }
}
