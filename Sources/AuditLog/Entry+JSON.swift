extension Entry {
  /// The members of the record this entry becomes; what is absent is left out.
  var members: [String: JSONValue] {
    var members: [String: JSONValue] = ["session": .string(session.description), "kind": .string(kind.rawValue)]
    members["statement"] = statement.map { .string($0) }
    members["source"] = source.map { .object($0.members) }
    members["effect"] = effect.map { .string($0) }
    members["operation"] = operation.map { .string($0) }
    members["operation_id"] = operationID.map { .string($0) }
    members["entity_type"] = entityType.map { .string($0) }
    if !entityIDs.isEmpty { members["entity_ids"] = .array(entityIDs.map { .string($0) }) }
    members["status"] = status.map { .string($0.rawValue) }
    members["reason"] = reason.map { .string($0) }
    members["message"] = message.map { .string($0) }
    members["took_us"] = tookMicroseconds.map { .int($0) }
    members["attempts"] = attempts.map { .int($0) }
    members["before"] = before
    members["after"] = after
    if !details.isEmpty { members["details"] = .object(details) }
    return members
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
