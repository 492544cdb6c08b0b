import AuditLog

extension Entry {
  /// Its place in the run: `17`, or `17/3/5` for the fifth event in the third item of the loop at `17`.
  var key: String? { details["key"]?.text }

  /// Whether it is one of the writes of a statement rather than a statement: it has a number, or its ID ends in `/w2`,
  /// or in a number below an ID that is another statement's.
  func isPart(of known: (String) -> Bool) -> Bool {
    if details["write"] != nil { return true }
    guard let parts = operationID.map(Self.parts) else { return false }
    if parts.last.first == "w", Int64(parts.last.dropFirst()) != nil { return true }
    return key == nil && source == nil && known(parts.parent)
  }

  /// The ID of the statement that this write is a part of, and which of its writes it is.
  var part: (parent: String, number: Int64) {
    let parts = Self.parts(operationID ?? "")
    return (parts.parent, details["write"]?.integer ?? Int64(parts.last.drop { $0 == "w" }) ?? 0)
  }

  private static func parts(_ id: String) -> (parent: String, last: Substring) {
    guard let slash = id.lastIndex(of: "/") else { return ("", id[...]) }
    return (String(id[..<slash]), id[id.index(after: slash)...])
  }

  var place: Place? {
    guard let file = source?.file, let line = source?.line else { return nil }
    return Place(file: file, line: line)
  }

  /// What is known of its failure.
  var errorReport: ErrorReport? {
    guard let json = details["error"] ?? details["value"]?["error"] else {
      guard message != nil || reason != nil else { return nil }
      return ErrorReport(operation: operation, reason: reason, message: message ?? reason ?? "")
    }
    return ErrorReport(json, reason: reason, message: message)
  }
}

extension ErrorReport {
  /// - Parameter json: An error as it was journalled, or a text.
  init(_ json: JSONValue, reason: String? = nil, message: String? = nil) {
    let value = JournalledValue(json)
    func text(_ field: String) -> String? {
      guard let found = value[field], found != .null else { return nil }
      return JournalledValue(found).text
    }
    self.init(
      code: text("code"), phase: text("phase"), operation: text("operation"), id: text("id"),
      reason: reason ?? text("reason"), message: text("message") ?? message ?? json.text ?? "",
      applied: text("applied"),
      hint: text("hint"))
  }
}
