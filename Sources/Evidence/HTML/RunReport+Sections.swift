import AuditLog

extension RunReport {
  var problemSection: PageSection {
    PageSection(
      id: "problems", title: "What went wrong",
      body: HTMLText.folded(problems, "Problems", by: 100) { part, _ in part.map(Self.article).joined() })
  }

  private static func article(_ problem: Problem) -> String {
    let message = HTMLText.escaped(problem.error.message)
    let hint = problem.error.hint.map { "<p class=\"hint\">\(HTMLText.escaped($0))</p>\n" } ?? ""
    return """
      <article class="problem \(problem.outcome.tone)">
      <h3>\(HTMLText.glyph(problem.outcome)) \(HTMLText.escaped(problem.title))</h3>
      \(message.isEmpty ? "" : "<p>\(message)</p>")
      \(frame(problem))\(hint)\(facts(problem))</article>

      """
  }

  private static func facts(_ problem: Problem) -> String {
    let error = problem.error
    let applied = error.applied.map { $0 == "unknown" ? "not known" : $0 }
    return HTMLText.facts([
      ("Item", problem.item.map(HTMLText.code)), ("Step", problem.step.map(HTMLText.escaped)),
      ("Statement", problem.statement.map(HTMLText.code)), ("Code", error.code.map(HTMLText.code)),
      ("Reason", error.reason.map(HTMLText.escaped)), ("Object", error.id.map(HTMLText.code)),
      ("Done by the server", applied.map(HTMLText.escaped)), ("Record", String(problem.seq)),
    ])
  }

  private static func frame(_ problem: Problem) -> String {
    let place = problem.place.map { "\($0.file):\($0.line)" }.map(HTMLText.escaped)
    guard let frame = problem.frame else { return place.map { "<p class=\"place\">\($0)</p>\n" } ?? "" }
    let lines = frame.lines.map { line in
      "<span\(line.isMarked ? " class=\"mark\"" : "")><i>\(line.number)</i>\(HTMLText.escaped(line.text))\n</span>"
    }
    let label = "Source around \(place ?? "the statement")"
    return "<figure><figcaption class=\"place\">\(place ?? "")</figcaption>"
      + "<pre tabindex=\"0\" aria-label=\"\(label)\">\(lines.joined())</pre></figure>\n"
  }

  var stepSection: PageSection {
    let axis = TimeAxis(run)
    let rows = steps.map { step in
      [
        "<b>\(HTMLText.escaped(step.title))</b>", HTMLText.badge(step.outcome),
        Spelling.duration(step.tookMicroseconds),
        HTMLText.bar(
          axis.offset(step.ended) &- axis.offset(step.began), of: axis.length, from: axis.offset(step.began),
          tone: step.outcome.tone),
      ]
    }
    let table = HTMLText.table("Steps", ["Step", "Outcome", "Took", "When in the run"], rows)
    return PageSection(id: "steps", title: "Steps", body: rows.isEmpty ? "" : "<div class=\"steps\">\(table)</div>")
  }

  var statementSection: PageSection {
    let shown = statements.filter { $0.kind != .local || $0.isProblem }
    let heads = ["Statement", "Outcome", "Took", "Line", "Records"]
    let body = HTMLText.folded(shown, "Statements", startsOpen: false) { part, title in
      HTMLText.table(title, heads, part.lazy.map(Self.cells))
    }
    return PageSection(id: "statements", title: "Statements", body: body)
  }

  private static func cells(_ statement: Statement) -> [String] {
    let whereabouts = [statement.step, statement.item.map { "item \($0)" }].compactMap { $0 }.joined(separator: ", ")
    let note = [statement.isExpected ? "expected" : nil, statement.error?.message ?? statement.message]
      .compactMap { $0 }.joined(separator: ": ")
    let seqs = statement.seqs
    return [
      HTMLText.code(String(statement.text.prefix(2000)))
        + (whereabouts.isEmpty ? "" : "<br><small>\(HTMLText.escaped(whereabouts))</small>"),
      HTMLText.badge(statement.outcome, isExpected: statement.isExpected)
        + (note.isEmpty ? "" : "<br><small>\(HTMLText.escaped(note))</small>"),
      statement.tookMicroseconds.map { Spelling.duration($0) } ?? "", statement.place.map { String($0.line) } ?? "",
      seqs.count == 1 ? String(seqs.lowerBound) : "\(seqs.lowerBound)–\(seqs.upperBound)",
    ]
  }

  var runSection: PageSection {
    let status = run.exitStatus.map { "\($0): \(HTMLText.escaped(ExitWords.text($0)))" }
    let facts = HTMLText.facts([
      ("Session", HTMLText.code(run.session)), ("Script", run.script.map(HTMLText.code)),
      ("SHA-256", run.scriptSHA256.map(HTMLText.code)),
      ("Arguments", run.arguments.isEmpty ? nil : HTMLText.code(run.arguments.joined(separator: " "))),
      ("User", run.user.map(HTMLText.escaped)), ("Login", run.login.map(HTMLText.escaped)),
      ("Host", run.host.map(HTMLText.escaped)), ("Terminal", run.terminal.map(HTMLText.escaped)),
      ("Folder", run.folder.map(HTMLText.code)), ("Profile", run.profile.map(HTMLText.escaped)),
      ("Server", run.server.map(HTMLText.code)), ("Identity", run.identity.map(HTMLText.code)),
      ("kmsh", run.version.map(HTMLText.escaped)), ("Began", "\(Spelling.time(run.began)) UTC"),
      (run.isClosed ? "Ended" : "Last record", "\(Spelling.time(run.ended)) UTC"), ("Exit status", status),
    ])
    return PageSection(
      id: "run", title: "The run", body: facts + parameterTable + includeTable + joinerTable + pauseTable)
  }

  private var parameterTable: String {
    guard !parameters.isEmpty else { return "" }
    let rows = parameters.map { [HTMLText.code($0.name), HTMLText.code(JournalledValue($0.value).text)] }
    return "<h3>Parameters</h3>\n" + HTMLText.table("Parameters", ["Name", "Value"], rows)
  }

  private var includeTable: String {
    guard !run.includes.isEmpty else { return "" }
    let rows = run.includes.map { [HTMLText.code($0.file), HTMLText.code($0.sha256)] }
    return "<h3>Files used</h3>\n" + HTMLText.table("Files used", ["File", "SHA-256"], rows)
  }

  private var joinerTable: String {
    guard !run.joiners.isEmpty else { return "" }
    let rows = run.joiners.map { joiner in
      [
        Spelling.time(joiner.at),
        HTMLText.escaped([joiner.user, joiner.host].compactMap { $0 }.joined(separator: " on ")), String(joiner.seq),
      ]
    }
    return "<h3>Joined by</h3>\n" + HTMLText.table("Joined by", ["Joined (UTC)", "By", "Record"], rows)
  }

  private var pauseTable: String {
    guard !run.resumptions.isEmpty else { return "" }
    let rows = run.resumptions.map { pause in
      [
        Spelling.time(pause.after), Spelling.time(pause.at),
        HTMLText.escaped([pause.user, pause.host].compactMap { $0 }.joined(separator: " on ")), String(pause.seq),
      ]
    }
    return "<h3>Interruptions</h3>\n"
      + HTMLText.folded(rows, "Interruptions", by: 50) { part, title in
        HTMLText.table(title, ["Last sign of life (UTC)", "Resumed (UTC)", "By", "Record"], part)
      }
  }
}

/// Moments of the run on a line, without the time in which it was interrupted.
struct TimeAxis {
  private let run: Run
  let length: Int64

  init(_ run: Run) {
    self.run = run
    length = max(1, run.microseconds(from: run.began, to: run.ended))
  }

  func offset(_ time: Timestamp) -> Int64 {
    run.microseconds(from: run.began, to: min(max(time, run.began), run.ended))
  }
}
