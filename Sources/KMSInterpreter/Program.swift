public import KMSSyntax

/// A script that was checked, with the files that it uses.
public struct Program: Sendable {
  public let script: Script
  /// By the path that `use` gives.
  let uses: [String: Program]

  init(script: Script, uses: [String: Program]) {
    self.script = script
    self.uses = uses
  }

  /// What the command line may set: of the script first, then of the files that it uses.
  public var parameters: [Parameter] {
    var seen: Set<String> = []
    return allParameters.filter { seen.insert($0.name.text).inserted }
  }

  /// The script and every file that it uses, once each.
  public var sources: [Source] {
    var seen: Set<String> = []
    return allSources.filter { seen.insert($0.name).inserted }
  }

  private var allParameters: [Parameter] {
    let own = script.statements.compactMap { if case .param(let parameter) = $0.kind { parameter } else { nil } }
    return own + usesInOrder.flatMap(\.allParameters)
  }

  private var allSources: [Source] { [script.source] + usesInOrder.flatMap(\.allSources) }

  private var usesInOrder: [Program] {
    script.statements.compactMap { if case .use(let path, _) = $0.kind { uses[path] } else { nil } }
  }
}

/// What the checker found, and the program if it may run.
public struct CheckResult: Sendable {
  /// Errors and warnings in the order of the source.
  public let diagnostics: [Diagnostic]
  /// Absent where there is an error.
  public let program: Program?
  /// What the script binds, in the order of the source.
  public let bindings: [Binding]
}
