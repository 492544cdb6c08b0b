import KMSInterpreter
import KMSShell
import KMSSyntax

/// The names that can be seen from a place in a file, with what is known of them before a run.
struct VisibleNames: CompletionNames {
  private var bindings: [String: Binding] = [:]
  private let attributes: [String]
  let functions: [String]

  /// - Parameter before: the file up to the cursor.
  init(before: String, in document: Document, _ server: LanguageServer) {
    let unfinished = UnfinishedText(before)
    let script = Parser.parseSoundParts(of: Source(name: document.source.name, text: unfinished.text))
    let definitions = Definition.all(in: script).filter { $0.isSeen(at: unfinished.end) }
    let known = Checker(commands: server.commands, host: server.workspace).check(script).bindings
    let libraries = server.libraryDefinitions(of: script)
    for binding in known where definitions.contains(where: { $0.name.span.range == binding.name.span.range }) {
      bindings[binding.name.text] = binding
    }
    let names = Set(libraries.filter { !$0.isFunction }.map(\.name.text))
    for binding in known where bindings[binding.name.text] == nil && names.contains(binding.name.text) {
      bindings[binding.name.text] = binding
    }
    attributes = ["id", "age"] + server.commands.attributes
    functions = Set((definitions + libraries).filter(\.isFunction).map(\.name.text)).sorted()
  }

  var known: [Known] { bindings.values.map { ($0.name.text, $0.type) }.sorted { $0.0 < $1.0 } }

  func members(of path: [String]) -> [Member] {
    guard path.count == 1, let binding = path.first.flatMap({ bindings[$0] }) else { return [] }
    switch binding.type {
    case .object, .list(of: .object): return attributes.map { ($0, "") }
    default: return binding.fields.map { ($0, "") }
    }
  }
}

extension LanguageServer {
  /// What the used files define for a script, theirs included.
  func libraryDefinitions(of script: Script) -> [Definition] {
    var seen: Set<String> = [script.source.name]
    return libraryDefinitions(of: script, workspace, &seen)
  }

  private func libraryDefinitions(
    of script: Script, _ workspace: Workspace, _ seen: inout Set<String>
  ) -> [Definition] {
    var found: [Definition] = []
    for case .use(let path, let span) in script.statements.map(\.kind) {
      guard let source = try? workspace.source(of: path, from: span), seen.insert(source.name).inserted else {
        continue
      }
      let library = Parser.parseSoundParts(of: source)
      found += Definition.all(in: library).filter { $0.visible.upperBound == source.text.utf8.count }
      found += libraryDefinitions(of: library, workspace, &seen)
    }
    return found
  }
}
