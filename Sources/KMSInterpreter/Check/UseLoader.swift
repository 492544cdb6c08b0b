import KMSSyntax

/// Reads and checks the files that a script uses, each once.
final class UseLoader {
  struct Library {
    let program: Program
    let level: ScriptCheck.Level
  }

  struct LoadFailure: Error {
    let diagnostics: [Diagnostic]
  }

  private let checker: Checker
  private var loaded: [String: Library] = [:]
  private var open: [String] = []

  init(checker: Checker) { self.checker = checker }

  var profiles: [String]? { checker.host.profiles }

  func load(_ path: String, at span: Span) -> Result<Library, LoadFailure> {
    do {
      let source = try checker.host.source(of: path, from: span)
      return load(source, at: span)
    } catch {
      let diagnostic = (error as? Diagnostic) ?? (error as? Failure)?.diagnostic
      return .failure(
        LoadFailure(diagnostics: [
          Diagnostic(
            .useFailed, diagnostic?.message ?? "'\(path)' cannot be read: \(error)", at: span, hint: diagnostic?.hint)
        ]))
    }
  }

  private func load(_ source: Source, at span: Span) -> Result<Library, LoadFailure> {
    if source.name == span.source.name || open.contains(source.name) {
      return .failure(
        LoadFailure(diagnostics: [
          Diagnostic(
            .useFailed, "'\(source.name)' uses itself", at: span,
            notes: ["the files: \((open + [source.name]).joined(separator: " → "))"])
        ]))
    }
    if let library = loaded[source.name] { return .success(library) }
    switch Parser.parseFile(source) {
    case .failure(let failure): return .failure(LoadFailure(diagnostics: failure.diagnostics))
    case .success(let script):
      open.append(span.source.name)
      defer { open.removeLast() }
      return check(script)
    }
  }

  private func check(_ script: Script) -> Result<Library, LoadFailure> {
    var check = ScriptCheck(commands: checker.commands, loader: self, source: script.source, isPrompt: false)
    check.isLibrary = true
    let uses = check.check(script)
    guard !check.hasErrors, let level = check.levels.first else {
      return .failure(LoadFailure(diagnostics: check.diagnostics))
    }
    let library = Library(program: Program(script: script, uses: uses), level: level)
    loaded[script.source.name] = library
    return .success(library)
  }
}
