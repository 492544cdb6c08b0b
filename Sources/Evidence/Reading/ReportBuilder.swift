import AuditLog

/// Reads the records of a session from the first to the last, then puts the parts together.
struct ReportBuilder {
  private var run: Run
  private var parameters: [Parameter] = []
  private var steps = StepFold()
  private var loops = LoopFold()
  private var statements = StatementFold()
  private let texts: SourceTexts

  init(_ records: [Record], _ texts: SourceTexts) {
    self.texts = texts
    run = Run(records)
    for record in records { add(record) }
  }

  private mutating func add(_ record: Record) {
    switch record.entry.kind {
    case .open, .resume, .close: return
    case .intent, .result, .local, .check, .confirm: break
    }
    if steps.add(record) || loops.add(record) { return }
    if let parameter = record.entry.details["param"] { return add(parameter) }
    statements.add(record)
    guard let path = ItemPath(record.entry), let place = statements.place(of: record) else { return }
    loops.note(place, in: path, record)
  }

  private mutating func add(_ parameter: JSONValue) {
    guard let name = parameter["name"]?.text, !parameters.contains(where: { $0.name == name }) else { return }
    parameters.append(Parameter(name: name, value: parameter["value"] ?? parameter["fingerprint"] ?? .null))
  }

  var report: RunReport {
    var folded = statements.statements
    Expectations.mark(&folded, loops, exitStatus: run.exitStatus)
    var report = RunReport(run: run)
    report.parameters = parameters
    report.steps = steps.steps(folded, of: run)
    report.loops = loops.loops(folded, isOver: run.isClosed)
    report.statements = folded.map(\.statement)
    report.problems = problems(folded, report.loops)
    var keys = KeyFold()
    for statement in folded { keys.add(statement) }
    report.keys = keys.lives
    return report
  }

  private func problems(_ statements: [FoldedStatement], _ loops: [Loop]) -> [Problem] {
    var fold = ProblemFold(texts, loops)
    for statement in statements { fold.add(statement) }
    for loop in loops { fold.add(loop) }
    fold.add(run)
    return fold.problems
  }
}
