import KMIP
import KMSCommands
import KMSInterpreter
import KMSSyntax

extension ProposedWrite {
  /// What it acts on; where the operation names nothing, what the statement names.
  var targets: [String] { ids.isEmpty ? invocation.namedObjects : ids }

  var place: WritePlace { WritePlace(invocation.site, operation: operation) }

  /// KMIP's code, for what depends on it.
  var code: OperationCode? { OperationCode(word: operation) }
}

extension Invocation {
  /// Identifiers among the arguments, once each, in the order of the command's row.
  var namedObjects: [String] {
    var seen: Set<String> = []
    return command.parameters.flatMap { arguments.ids($0.name) }.filter { seen.insert($0).inserted }
  }
}

/// Where in the text a write comes from. The items of loops are no part of it: a list may have shifted.
struct WritePlace: Hashable, Sendable {
  let file: String
  let line: Int
  let column: Int
  let operation: String
  let profile: String?

  init(_ site: Site, operation: String) {
    let start = site.span.start
    (file, line, column) = (site.span.source.name, start.line, start.column)
    self.operation = operation
    profile = site.profile
  }

  init(_ write: PlannedWrite) {
    (file, line, column, operation) = (write.file, write.line, write.column, write.operation)
    profile = write.profile
  }
}
