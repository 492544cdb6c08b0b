import AuditLog

extension Plan {
  /// The hash that belongs to what the plan says now.
  public var expectedHash: String { HashValue.of(Array(json.canonical.utf8)).description }

  /// What is approved (RFC 8785 makes it one text).
  private var json: JSONValue {
    [
      "format": .int(Int64(format)), "kmsh": .string(kmsh), "script": script.json,
      "includes": .array(includes.map(\.json)), "parameters": .object(parameters.mapValues(JSONValue.string)),
      "now": .int(now),
      "target": [
        "server": .string(target.server), "profile": .string(target.profile), "identity": .string(target.identity),
      ],
      "writes": .array(writes.map(\.json)), "questions": .strings(questions), "totals": .strings(totals),
    ]
  }
}

extension Plan.ScriptFile {
  fileprivate var json: JSONValue { ["path": .string(path), "sha256": .string(sha256)] }
}

extension PlannedWrite {
  fileprivate var json: JSONValue {
    [
      "key": .string(key), "profile": .text(profile), "file": .string(file), "line": .int(Int64(line)),
      "column": .int(Int64(column)),
      "step": .text(step), "items": .strings(items), "statement": .string(statement), "command": .string(command),
      "operation": .string(operation), "effect": .string(effect), "targets": .strings(targets),
      "objects": .array(objects.map(\.json)), "result": .array(result.map(\.json)),
      "after": .object(after.mapValues(JSONValue.string)), "isRefused": .bool(isRefused),
    ]
  }
}

extension PlannedObject {
  fileprivate var json: JSONValue {
    [
      "id": .string(id), "name": .text(name), "type": .text(type), "state": .text(state), "digest": .text(digest),
      "predicted": .bool(predicted),
    ]
  }
}

extension PlannedResult {
  fileprivate var json: JSONValue { ["id": .string(id), "predicted": .bool(predicted)] }
}

extension JSONValue {
  fileprivate static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
  fileprivate static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
