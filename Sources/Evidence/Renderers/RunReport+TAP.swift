extension RunReport {
  /// TAP 14: a subtest a step, with what is known of a failure as YAML.
  public var tap: String {
    let suites = self.suites
    var text = "TAP version 14\n1..\(suites.count)\n"
    for (index, suite) in suites.enumerated() {
      text += "# Subtest: \(Self.plain(suite.name))\n    1..\(suite.cases.count)\n"
      for (place, line) in suite.cases.enumerated() { text += Self.tap(line, number: place + 1) }
      let isClean = suite.count(.failed) == 0 && suite.count(.broken) == 0
      text += "\(isClean ? "ok" : "not ok") \(index + 1) - \(Self.escaped(suite.name))\n"
    }
    return text
  }

  private static func tap(_ line: ReportCase, number: Int) -> String {
    let isOK = line.verdict == .passed || line.verdict == .skipped
    let name = escaped(line.name.isEmpty ? line.kind : line.name)
    let reason = line.message.map { " " + escaped($0) } ?? ""
    let directive = line.verdict == .skipped ? " # SKIP \(line.outcome.rawValue)\(reason)" : ""
    var text = "    \(isOK ? "ok" : "not ok") \(number) - \(name)\(directive)\n"
    if isOK { return text }
    let severity = line.verdict == .broken ? "unknown" : "fail"
    text += "      ---\n      severity: \(severity)\n"
    for fact in line.facts { text += "      \(fact.name): \(quoted(fact.value))\n" }
    return text + "      ...\n"
  }

  /// One line, with what has a meaning there escaped.
  private static func escaped(_ text: String) -> String {
    plain(text).replacing("\\", with: "\\\\").replacing("#", with: "\\#")
  }

  private static func plain(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { plain.append(isControl(scalar) ? " " : scalar) }
    return String(plain)
  }

  /// A YAML text in double quotes.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where isControl(scalar):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
