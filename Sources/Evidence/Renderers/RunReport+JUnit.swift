extension RunReport {
  /// JUnit XML: a suite a step, a case an item, a check, or a statement outside the loops.
  public var junit: String {
    let suites = self.suites
    let cases = suites.flatMap(\.cases)
    func count(_ verdict: ReportCase.Verdict) -> Int { cases.count { $0.verdict == verdict } }
    let took = run.microseconds(from: run.began, to: run.ended)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"
    text += Self.attributes([
      ("name", run.script ?? "kmsh"), ("tests", String(cases.count)), ("failures", String(count(.failed))),
      ("errors", String(count(.broken))), ("skipped", String(count(.skipped))), ("time", Spelling.seconds(took)),
    ])
    text += ">\n"
    for (index, suite) in suites.enumerated() { text += xml(suite, number: index) }
    return text + "</testsuites>\n"
  }

  private func xml(_ suite: ReportSuite, number: Int) -> String {
    var text = "  <testsuite"
    text += Self.attributes([
      ("id", String(number)), ("name", suite.name), ("package", run.script ?? "kmsh"),
      ("timestamp", String(suite.began.prefix(19))), ("hostname", run.host ?? "unknown"),
      ("tests", String(suite.cases.count)), ("failures", String(suite.count(.failed))),
      ("errors", String(suite.count(.broken))), ("skipped", String(suite.count(.skipped))),
      ("time", Spelling.seconds(suite.tookMicroseconds)),
    ])
    text += ">\n" + (number == 0 ? properties : "    <properties/>\n")
    for line in suite.cases { text += Self.xml(line, in: suite.name) }
    return text + "    <system-out/>\n    <system-err/>\n  </testsuite>\n"
  }

  private var properties: String {
    let facts = [
      ("session", run.session), ("user", run.user), ("server", run.server), ("profile", run.profile),
      ("version", run.version), ("script_sha256", run.scriptSHA256), ("resumptions", String(run.resumptions.count)),
      ("exit_status", run.exitStatus.map(String.init)),
    ]
    let given = parameters.map { ("param.\($0.name)", Optional(JournalledValue($0.value).text)) }
    let lines = (facts + given).compactMap { name, value in
      value.map { "      <property\(Self.attributes([("name", name), ("value", $0)]))/>\n" }
    }
    return "    <properties>\n" + lines.joined() + "    </properties>\n"
  }

  private static func xml(_ line: ReportCase, in suite: String) -> String {
    let head = attributes([
      ("name", line.name.isEmpty ? line.kind : line.name), ("classname", "\(suite).\(line.kind)"),
      ("time", Spelling.seconds(line.tookMicroseconds)),
    ])
    let message = line.error?.message ?? line.message ?? line.outcome.rawValue
    let details = line.facts.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    let type = line.error?.reason ?? line.error?.code ?? line.outcome.rawValue
    func verdict(_ element: String) -> String {
      let head = attributes([("message", message), ("type", type)])
      return "      <\(element)\(head)>\(XMLText.escaped(details))</\(element)>\n"
    }
    let body =
      switch line.verdict {
      case .passed: ""
      case .failed: verdict("failure")
      case .broken: verdict("error")
      case .skipped: "      <skipped\(attributes([("message", message)]))/>\n"
      }
    return body.isEmpty ? "    <testcase\(head)/>\n" : "    <testcase\(head)>\n\(body)    </testcase>\n"
  }

  private static func attributes(_ pairs: [(name: String, value: String)]) -> String {
    pairs.map { " \($0.name)=\"\(XMLText.escaped($0.value))\"" }.joined()
  }
}
