extension Entry {
  /// What the columns repeat, in the order of `Column`; those of the record's place are absent.
  var values: [JSONValue?] {
    [
      nil, .string(session.description), nil, .string(kind.rawValue), statement.map(JSONValue.string),
      source.map { .object($0.members) }, effect.map(JSONValue.string), operation.map(JSONValue.string),
      operationID.map(JSONValue.string), entityType.map(JSONValue.string),
      entityIDs.isEmpty ? nil : .array(entityIDs.map(JSONValue.string)), status.map { .string($0.rawValue) },
      reason.map(JSONValue.string), message.map(JSONValue.string), tookMicroseconds.map(JSONValue.int),
      attempts.map(JSONValue.int), before, after, details.isEmpty ? nil : .object(details), nil,
    ]
  }

  init?(members: [String: JSONValue]) {
    guard let session = members["session"]?.text.flatMap(SessionID.init(_:)) else { return nil }
    guard let kind = members["kind"]?.text.flatMap(Kind.init(rawValue:)) else { return nil }
    self.init(kind, in: session, statement: members["statement"]?.text)
    source = members["source"]?.members.map(Source.init(members:))
    effect = members["effect"]?.text
    operation = members["operation"]?.text
    operationID = members["operation_id"]?.text
    entityType = members["entity_type"]?.text
    entityIDs = members["entity_ids"]?.items?.compactMap(\.text) ?? []
    status = members["status"]?.text.flatMap(Status.init(rawValue:))
    reason = members["reason"]?.text
    message = members["message"]?.text
    tookMicroseconds = members["took_us"]?.integer
    attempts = members["attempts"]?.integer
    before = members["before"]
    after = members["after"]
    details = members["details"]?.members ?? [:]
  }
}

extension Entry.Source {
  var members: [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    members["file"] = file.map { .string($0) }
    members["sha256"] = sha256.map { .string($0) }
    members["line"] = line.map { .int($0) }
    members["step"] = step.map { .string($0) }
    members["item"] = item.map { .string($0) }
    members["attempt"] = attempt.map { .int($0) }
    return members
  }

  init(members: [String: JSONValue]) {
    self.init(
      file: members["file"]?.text, sha256: members["sha256"]?.text, line: members["line"]?.integer,
      step: members["step"]?.text, item: members["item"]?.text, attempt: members["attempt"]?.integer)
  }
}
