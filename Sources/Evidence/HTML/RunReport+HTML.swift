import AuditLog

extension RunReport {
  /// The report as one page that needs nothing else: no script, no font, no image from elsewhere.
  public var html: String {
    let sections = [
      problemSection, stepSection, loopSection, keySection, statementSection, runSection,
    ].filter { !$0.body.isEmpty }
    let links = sections.map { "<a href=\"#\($0.id)\">\($0.title)</a>" }.joined(separator: "\n")
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(PageStyle.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <title>\(HTMLText.escaped(title)), \(HTMLText.escaped(run.began.description))</title>
      <style>\(PageStyle.text)</style>
      </head>
      <body>
      \(KeyMark.definitions)
      <header>
      \(head)
      <nav aria-label="Contents">
      \(links)
      </nav>
      </header>
      <main>
      \(sections.map(\.html).joined(separator: "\n"))
      </main>
      <footer>
      <p>\(ending)</p>
      </footer>
      </body>
      </html>

      """
  }

  private var title: String { run.script.map { String($0.split(separator: "/").last ?? "kmsh") } ?? "kmsh session" }

  private var head: String {
    let who = [run.user, run.host].compactMap { $0 }.joined(separator: " on ")
    let facts = [
      "<time datetime=\"\(run.began)\">\(Spelling.time(run.began)) UTC</time>",
      Spelling.duration(run.microseconds(from: run.began, to: run.ended)), HTMLText.escaped(who),
      HTMLText.escaped(run.server ?? ""),
    ].filter { !$0.isEmpty }
    return """
      <p class="kicker">Run report</p>
      <h1>\(HTMLText.escaped(title))</h1>
      <p class="sub">\(facts.joined(separator: "<span class=\"dot\" aria-hidden=\"true\"> · </span>"))</p>
      <p class="verdict \(verdict.tone)">\(HTMLText.escaped(verdict.words))</p>
      \(tiles)
      """
  }

  private var verdict: (tone: String, words: String) {
    let doubts = problems.count { $0.outcome == .inDoubt }
    let rest = problems.count - doubts
    switch (run.isClosed, problems.count) {
    case (false, _): return ("w", "Not finished: under way, or broken off")
    case (true, 0): return ("g", "Everything was done")
    case (true, _) where rest == 0: return ("w", "Ended with \(Spelling.count(doubts, "outcome")) in doubt")
    case (true, _):
      let also = doubts > 0 ? ", \(doubts) in doubt" : ""
      return ("b", "Ended with \(Spelling.count(rest, "problem"))\(also)")
    }
  }

  private var tiles: String {
    let items = loops.flatMap(\.items)
    var tiles: [(number: String, words: String)] = []
    if !items.isEmpty {
      tiles.append((Spelling.grouped(items.count { $0.outcome == .done }), "of \(Spelling.grouped(items.count)) items"))
    }
    tiles.append((Spelling.grouped(statements.count { $0.kind == .command }), "statements"))
    let events = keys.flatMap(\.events).filter { $0.outcome == .done }
    for kind in [KeyEvent.Kind.created, .rotated, .deactivated, .revoked, .compromised, .destroyed] {
      let count = events.count { $0.kind == kind }
      if count > 0 { tiles.append((Spelling.grouped(count), kind.rawValue)) }
    }
    if !run.joiners.isEmpty { tiles.append((String(run.joiners.count), "joined")) }
    if !run.resumptions.isEmpty { tiles.append(("\(run.resumptions.count)×", "resumed")) }
    let cells = tiles.map { "<li><b>\($0.number)</b> \(HTMLText.escaped($0.words))</li>" }
    return "<ul class=\"tiles\">\(cells.joined(separator: "\n"))</ul>"
  }

  private var ending: String {
    let records = Spelling.count(run.records, "record")
    return "Told from \(records), \(run.firstSeq) to \(run.lastSeq), of the audit log. "
      + "<code>kmsh audit verify</code> shows whether that log was altered."
  }
}

/// A part of the page.
struct PageSection {
  let id: String
  let title: String
  /// Empty: there is nothing to tell.
  let body: String

  var html: String {
    "<section id=\"\(id)\" aria-labelledby=\"\(id)-h\"><h2 id=\"\(id)-h\">\(title)</h2>\n\(body)</section>"
  }
}
