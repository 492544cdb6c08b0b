import KMSInterpreter
import KMSSyntax

/// The files that scripts use: what is open in the editor goes before what is on disk. It runs nothing.
struct Workspace: Host {
  /// By path.
  let open: [String: Source]
  /// The text of a file on disk.
  let read: @Sendable (_ path: String) throws -> String

  func source(of path: String, from span: Span) throws -> Source {
    let place = Self.place(of: path, usedIn: span.source)
    if let source = open[place] { return source }
    return Source(name: place, text: try read(place))
  }

  static func place(of path: String, usedIn source: Source) -> String {
    let folder = source.name.lastIndex(of: "/").map { String(source.name[...$0]) } ?? ""
    return DocumentURI.normal(path.hasPrefix("/") ? path : folder + path)
  }

  func run(_ invocation: Invocation) async throws -> Value { throw refusal(invocation.site.span) }
  func note(_ event: StatementEvent) async throws { throw refusal(event.site.span) }
  func confirm(_ question: String, at site: Site) async throws -> Bool { throw refusal(site.span) }
  func show(_ value: Value, at site: Site) async throws { throw refusal(site.span) }
  func progress(_ progress: Progress) {}

  private func refusal(_ span: Span) -> Diagnostic {
    Diagnostic(.refusedLocally, "a language server runs nothing", at: span)
  }
}
