import AuditLog
import KMSInterpreter
import KMSSyntax

extension ItemRecord {
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "loop": .string(loop), "index": .int(Int64(index + 1)), "label": .string(label), "outcome": .string(outcome),
      "took_ms": .int(took),
    ]
    switch end {
    case .done(let value): members["value"] = JSONValue(recording: value)
    case .skipped(let why): members["value"] = .string(why)
    case .failed(let failure):
      members["value"] = .null
      members["error"] = JSONValue(recording: .error(failure.value))
      members["kind"] = .string(failure.kind.rawValue)
    }
    if !failedChecks.isEmpty { members["failed_checks"] = .array(failedChecks.map(JSONValue.string)) }
    return .object(members)
  }

  init?(recorded json: JSONValue) {
    guard let loop = json["loop"]?.text, let number = json["index"]?.integer, let index = Int(exactly: number - 1),
      let outcome = json["outcome"]?.text, let end = End(outcome, json)
    else { return nil }
    self.init(
      loop: loop, index: index, label: json["label"]?.text ?? "", end: end, took: json["took_ms"]?.integer ?? 0,
      failedChecks: Self.texts(json["failed_checks"]))
  }

  private static func texts(_ json: JSONValue?) -> [String] {
    guard case .array(let elements)? = json else { return [] }
    return elements.compactMap(\.text)
  }
}

extension ItemRecord.End {
  fileprivate init?(_ outcome: String, _ json: JSONValue) {
    switch outcome {
    case "done":
      guard let value = json["value"].flatMap(Value.init(recorded:)) else { return nil }
      self = .done(value)
    case "skipped": self = .skipped(json["value"]?.text ?? "")
    case "failed", "in-doubt":
      guard case .error(let error)? = json["error"].flatMap(Value.init(recorded:)) else { return nil }
      let kind = json["kind"]?.text.flatMap(Failure.Kind.init(rawValue:)) ?? .refused
      self = .failed(Failure(recorded: error, kind: outcome == "in-doubt" ? .inDoubt : kind, at: nil))
    default: return nil
    }
  }
}

extension Failure {
  /// What an earlier part of the run was told.
  init(recorded value: ErrorValue, kind: Kind, at span: Span?) {
    let code = DiagnosticCode(spelling: value.code) ?? .refused
    self.init(
      kind, value,
      Diagnostic(code, value.message, at: span, notes: ["so it stands on record of this run"], hint: value.hint))
  }
}
