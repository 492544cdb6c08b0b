import AuditLog

extension RunReport {
  /// The report as one line of canonical JSON (RFC 8785). Members that say nothing are left out; times are RFC 3339
  /// in UTC, `…_us` and `…_ms` are durations, `seq` numbers are those of the audit log's records.
  ///
  /// - `format`: 1; members may be added to it, none changes its meaning
  /// - `run`: `session`, `script`, `script_sha256`, `includes` [`file`, `sha256`], `arguments`, `user`, `login`,
  ///   `host`, `terminal`, `folder`, `profile`, `server`, `identity`, `version`, `began`, `ended`, `took_us` (without
  ///   interruptions), `is_closed`, `exit_status`, `resumptions` [`seq`, `after`, `at`, `user`, `host`],
  ///   `joiners` [`seq`, `at`, `user`, `host`], `records`, `seqs` [first, last]
  /// - `parameters`: [`name`, `value`]; values as they are journalled
  /// - `totals`: `statements`, `items` and `keys` by outcome or event, `problems`
  /// - `steps`: [`title`, `outcome`, `began`, `ended`, `took_us`]
  /// - `loops`: [`key`, `text`, `step`, `count`, `items` [`index`, `label`, `outcome`, `took_ms`, `value`, `error`,
  ///   `old`, `new`, `seq`]]
  /// - `statements`: [`kind`, `key`, `text`, `outcome`, `expected`, `place` {`file`, `line`}, `step`, `item`, `effect`,
  ///   `operation`, `operation_id`, `entity_ids`, `took_us`, `attempts`, `error`, `message`, `at`, `seqs`]
  /// - `problems`: [`title`, `outcome`, `error`, `statement`, `step`, `item`, `place`, `frame` [`number`, `text`,
  ///   `marked`], `seq`]
  /// - `keys`: [`id`, `type`, `state`, `uses`, `predecessors`, `successors`, `events` [`kind`, `operation`, `outcome`,
  ///   `at`, `seq`]]
  /// - an `error`: `code`, `phase`, `operation`, `id`, `reason`, `message`, `applied`, `hint`
  /// - an outcome: `done`, `refused`, `failed`, `in-doubt`, `skipped`, `cancelled`, `rehearsed`, `unfinished`,
  ///   `not-started`
  public var json: String { value.canonical + "\n" }

  private var value: JSONValue {
    .object([
      "format": .int(Int64(Self.format)), "run": run.json, "totals": totals,
      "parameters": .array(parameters.map { ["name": .string($0.name), "value": $0.value] }),
      "steps": .array(steps.map(\.json)), "loops": .array(loops.map(\.json)),
      "statements": .array(statements.map(\.json)), "problems": .array(problems.map(\.json)),
      "keys": .array(keys.map(\.json)),
    ])
  }

  private var totals: JSONValue {
    func tally(_ words: some Sequence<String>) -> JSONValue {
      .object(Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +).mapValues { .int($0) })
    }
    return [
      "statements": tally(statements.lazy.map(\.outcome.rawValue)),
      "items": tally(loops.lazy.flatMap(\.items).map(\.outcome.rawValue)),
      "keys": tally(keys.lazy.flatMap(\.events).filter { $0.outcome == .done }.map(\.kind.rawValue)),
      "problems": .int(Int64(problems.count)),
    ]
  }
}

extension JSONValue {
  /// An object of the members that say something.
  fileprivate init(saying members: [String: JSONValue?]) {
    self = .object(
      members.compactMapValues { value in
        switch value {
        case nil, .null?, .array([])?: nil
        case let value?: value
        }
      })
  }

  fileprivate init(_ texts: [String]) { self = .array(texts.map { .string($0) }) }
  fileprivate init(_ seqs: ClosedRange<Int64>) { self = [.int(seqs.lowerBound), .int(seqs.upperBound)] }
}

private func string(_ text: String?) -> JSONValue? { text.map { .string($0) } }
private func number(_ number: Int64?) -> JSONValue? { number.map { .int($0) } }
private func time(_ time: Timestamp?) -> JSONValue? { time.map { .string($0.description) } }

extension Run {
  fileprivate var json: JSONValue {
    let files = includes.map { JSONValue(saying: ["file": string($0.file), "sha256": string($0.sha256)]) }
    let pauses = resumptions.map {
      JSONValue(saying: [
        "seq": number($0.seq), "after": time($0.after), "at": time($0.at), "user": string($0.user),
        "host": string($0.host),
      ])
    }
    let joiners = joiners.map {
      JSONValue(saying: [
        "seq": number($0.seq), "at": time($0.at), "user": string($0.user), "host": string($0.host),
      ])
    }
    return JSONValue(saying: [
      "session": string(session), "script": string(script), "script_sha256": string(scriptSHA256),
      "includes": .array(files), "arguments": JSONValue(arguments), "user": string(user), "login": string(login),
      "host": string(host), "terminal": string(terminal), "folder": string(folder), "profile": string(profile),
      "server": string(server), "identity": string(identity), "version": string(version), "began": time(began),
      "ended": time(ended), "took_us": .int(microseconds(from: began, to: ended)), "is_closed": .bool(isClosed),
      "exit_status": number(exitStatus), "resumptions": .array(pauses), "joiners": .array(joiners),
      "records": .int(Int64(records)),
      "seqs": [.int(firstSeq), .int(lastSeq)],
    ])
  }
}

extension Step {
  fileprivate var json: JSONValue {
    JSONValue(saying: [
      "title": string(title), "outcome": string(outcome.rawValue), "began": time(began), "ended": time(ended),
      "took_us": .int(tookMicroseconds),
    ])
  }
}

extension Loop {
  fileprivate var json: JSONValue {
    JSONValue(saying: [
      "key": string(key), "text": string(self.text), "step": string(step), "count": .int(Int64(count)),
      "items": .array(items.map(\.json)),
    ])
  }
}

extension LoopItem {
  fileprivate var json: JSONValue {
    JSONValue(saying: [
      "index": .int(Int64(index)), "label": string(label), "outcome": string(outcome.rawValue),
      "took_ms": number(tookMilliseconds), "value": value, "error": error?.json, "old": JSONValue(old),
      "new": JSONValue(new), "seq": number(seq),
    ])
  }
}

extension Statement {
  fileprivate var json: JSONValue {
    JSONValue(saying: [
      "kind": string(kind.rawValue), "key": string(key), "text": string(self.text), "outcome": string(outcome.rawValue),
      "expected": isExpected ? true : nil, "place": place?.json, "step": string(step), "item": string(item),
      "effect": string(effect), "operation": string(operation), "operation_id": string(operationID),
      "entity_ids": JSONValue(entityIDs), "took_us": number(tookMicroseconds), "attempts": number(attempts),
      "error": error?.json, "message": string(message), "at": time(at), "seqs": JSONValue(seqs),
    ])
  }
}

extension Place {
  fileprivate var json: JSONValue { ["file": .string(file), "line": .int(line)] }
}

extension ErrorReport {
  fileprivate var json: JSONValue {
    JSONValue(saying: [
      "code": string(code), "phase": string(phase), "operation": string(operation), "id": string(id),
      "reason": string(reason),
      "message": string(message), "applied": string(applied), "hint": string(hint),
    ])
  }
}

extension Problem {
  fileprivate var json: JSONValue {
    let lines = (frame?.lines ?? []).map {
      JSONValue(saying: [
        "number": .int(Int64($0.number)), "text": string($0.text), "marked": $0.isMarked ? true : nil,
      ])
    }
    return JSONValue(saying: [
      "title": string(title), "outcome": string(outcome.rawValue), "error": error.json, "statement": string(statement),
      "step": string(step), "item": string(item), "place": place?.json, "frame": .array(lines), "seq": number(seq),
    ])
  }
}

extension KeyLife {
  fileprivate var json: JSONValue {
    let events = events.map {
      JSONValue(saying: [
        "kind": string($0.kind.rawValue), "operation": string($0.operation), "outcome": string($0.outcome.rawValue),
        "at": time($0.at), "seq": number($0.seq),
      ])
    }
    return JSONValue(saying: [
      "id": string(id), "type": string(type), "state": string(state), "uses": uses > 0 ? .int(Int64(uses)) : nil,
      "predecessors": JSONValue(predecessors), "successors": JSONValue(successors), "events": .array(events),
    ])
  }
}
