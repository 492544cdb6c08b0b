@testable import AuditLog

/// Records of a session, made by hand as a run would make them.
struct Chronicle {
  let session: SessionID
  private(set) var records: [Record] = []
  /// What moves on between records.
  var microseconds: Int64 = 1_769_853_600_000_000
  private var operations = 0

  static let script = """
    kms 1
    param tag: text = "prod"

    step "inventory" {
      let $old = find type=private-key tag=$tag
      assert count($old) > 0 "nothing to rotate"
    }

    step "rotate" {
      let $done = for $key in $old parallel=8 {
        let $new = rekey-pair $key
        yield {old: $key.id, new: $new.private.id}
      }
    }

    step "old keys no longer sign" always {
      assert fails(wrong_key_lifecycle_state) { sign $old[0] data="probe" }
    }
    """

  static let digest = HashValue.of(Array(script.utf8)).description

  init(_ opening: [String: JSONValue] = [:]) {
    var generator = Dice()
    session = SessionID(at: Timestamp(microseconds: microseconds), using: &generator)
    let details: [String: JSONValue] = [
      "user": "ada", "host": "ops-1", "version": "0.1.0", "profile": "prod", "server": "https://kms.example:9998",
      "folder": "/srv/runbooks", "script": "rotate.kms", "script_sha256": .string(Self.digest),
      "arguments": ["--tag", "prod"],
    ]
    add(.open) { $0.details = details.merging(opening) { $1 } }
  }

  @discardableResult
  mutating func add(
    _ kind: Entry.Kind, _ statement: String? = nil, line: Int64? = nil, step: String? = nil, item: String? = nil,
    after microseconds: Int64 = 1500, _ change: (inout Entry) -> Void = { _ in }
  ) -> Record {
    self.microseconds += microseconds
    var entry = Entry(kind, in: session, statement: statement)
    if let line {
      entry.source = Entry.Source(file: "rotate.kms", sha256: Self.digest, line: line, step: step, item: item)
    }
    change(&entry)
    let record = Record(
      sealing: entry, seq: Int64(records.count + 1), at: Timestamp(microseconds: self.microseconds),
      previous: records.last?.hash ?? .zero)
    records.append(record)
    return record
  }

  mutating func parameter(_ name: String, _ value: JSONValue) {
    add(.local, "param \(name)", line: 2) {
      $0.details = ["param": ["name": .string(name), "value": value], "key": "1"]
    }
  }

  mutating func step(_ title: String, key: String, ended status: Entry.Status? = nil) {
    add(.local, "step", line: 4, step: title) {
      $0.details = [
        "key": .string(key),
        "step": ["title": .string(title), "event": status == nil ? "began" : "ended"],
      ]
      $0.status = status ?? .ok
    }
  }

  mutating func loop(_ labels: [String], key: String, step: String) {
    add(.local, "for $key in a list of \(labels.count) parallel=8", line: 10, step: step) {
      $0.status = .ok
      $0.details = [
        "key": .string(key),
        "loop": [
          "count": .int(Int64(labels.count)), "digest": "00", "labels": .array(labels.map { .string($0) }),
        ],
      ]
    }
  }

  mutating func item(
    _ index: Int, of loop: String, _ label: String, _ outcome: String, step: String, took: Int64 = 12,
    value: JSONValue = .null, error: JSONValue = .null
  ) {
    add(.local, "item \(index)", line: 10, step: step, item: "\(index)") {
      $0.details = [
        "item": [
          "loop": .string(loop), "index": .int(Int64(index)), "label": .string(label), "outcome": .string(outcome),
          "took_ms": .int(took), "value": value, "error": error,
        ]
      ]
    }
  }

  /// An intent; `end` gives it its result.
  mutating func intent(
    _ statement: String, _ operation: String, key: String? = nil, on ids: [String] = [], effect: String = "write",
    line: Int64 = 11, step: String? = "rotate", item: String? = nil, attempt: Int64? = nil, id: String? = nil,
    _ change: (inout Entry) -> Void = { _ in }
  ) -> Entry {
    operations += 1
    var made = Entry(.intent, in: session)
    let number = operations
    add(.intent, statement, line: line, step: step, item: item) { [session] in
      $0.operation = operation
      $0.effect = effect
      $0.operationID = id ?? "\(session)/\(number)"
      $0.entityIDs = ids
      $0.details["key"] = key.map { .string($0) }
      $0.source?.attempt = attempt
      change(&$0)
      made = $0
    }
    return made
  }

  mutating func end(
    _ intent: Entry, _ status: Entry.Status = .ok, made ids: [String] = [], took: Int64 = 9000,
    _ change: (inout Entry) -> Void = { _ in }
  ) {
    add(.result, after: took) {
      $0 = intent
      $0.kind = .result
      $0.status = status
      $0.entityIDs += ids
      $0.tookMicroseconds = took
      $0.attempts = 1
      change(&$0)
    }
  }

  mutating func resume(after seconds: Int64) {
    add(.resume, after: seconds * 1_000_000) { $0.details = ["user": "bob", "host": "ops-2"] }
  }

  mutating func close(_ status: Int64 = 0) { add(.close) { $0.details = ["exit_status": .int(status)] } }

  private struct Dice: RandomNumberGenerator {
    func next() -> UInt64 { 0x0123_4567_89AB_CDEF }
  }
}

extension Chronicle {
  static let hostile = [
    "</script><svg onload=alert(1)>", "\"quoted\" & 'single'", "nul\u{0} bell\u{7} esc\u{1B}[31m", "zwölf Schlüssel 🔑",
    "right\u{202E}left", "# SKIP me \\ not ok 1", "]]> <!-- --> ${x}",
  ]

  /// A rotation that was killed twice: everything that a report tells of is in it.
  static func rotation(items count: Int = 12) -> Chronicle {
    var log = Chronicle()
    let labels = (1...count).map { $0 <= hostile.count ? hostile[$0 - 1] : "signer-\($0)" }
    log.parameter("tag", "prod")
    log.parameter("max_age", ["duration": 7_776_000_000])
    log.step("inventory", key: "2")
    let find = log.intent(
      "find type=private-key tag=[\"prod\"]", "Locate", key: "3", effect: "read", line: 5, step: "inventory")
    log.end(find, took: 42_000)
    log.add(.check, "assert count($old) > 0", line: 6, step: "inventory") {
      $0.status = .ok
      $0.details = ["key": "4"]
    }
    log.step("inventory", key: "2", ended: .ok)
    log.step("rotate", key: "5")
    log.loop(labels, key: "6", step: "rotate")
    for index in 1...count {
      if index == count / 3 || index == count / 2 {
        // Killed between a rotation and its answer: the same statement is settled after the resumption.
        let lost = log.rotate(index, isSettled: false)
        log.resume(after: 3600)
        log.end(lost, made: ["new-\(index)", "new-\(index)_pk"]) { $0.after = ["old-\(index)": "deactivated"] }
        log.item(
          index, of: "6", labels[index - 1], "done", step: "rotate",
          value: ["record": [["old", ["id": .string("old-\(index)")]], ["new", ["id": .string("new-\(index)")]]]])
      } else if index == count - 1 {
        log.failed(index, labels[index - 1])
      } else if index == count {
        let lost = log.rotate(index, isSettled: false)
        log.end(lost, .inDoubt) { $0.message = "the answer did not come" }
        log.item(index, of: "6", labels[index - 1], "in-doubt", step: "rotate")
      } else {
        _ = log.rotate(index)
        log.item(
          index, of: "6", labels[index - 1], "done", step: "rotate", took: Int64(8 + index % 17),
          value: ["record": [["old", ["id": .string("old-\(index)")]], ["new", ["id": .string("new-\(index)")]]]])
      }
    }
    log.step("rotate", key: "5", ended: .failed)
    log.tidy()
    log.close(1)
    return log
  }

  private mutating func rotate(_ index: Int, isSettled: Bool = true) -> Entry {
    let intent = intent(
      "rekey-pair object=old-\(index)", "Re-key Key Pair", key: "6/\(index)/1", on: ["old-\(index)"], item: "\(index)")
    if isSettled {
      end(intent, made: ["new-\(index)", "new-\(index)_pk"]) { $0.after = ["old-\(index)": "deactivated"] }
    }
    return intent
  }

  private mutating func failed(_ index: Int, _ label: String) {
    let intent = intent(
      "rekey-pair object=old-\(index)", "Re-key Key Pair", key: "6/\(index)/1", on: ["old-\(index)"], item: "\(index)")
    let error: JSONValue = [
      ["code", "K0413"], ["phase", "server"], ["operation", "Re-key Key Pair"],
      ["id", ["id": .string("old-\(index)")]],
      ["reason", "wrong_key_lifecycle_state"], ["message", "the key is not active"], ["applied", "no"],
      ["hint", "activate a pre-active key"],
    ]
    end(intent, .refused) {
      $0.reason = "Wrong Key Lifecycle State"
      $0.message = "the key is not active"
      $0.details["error"] = error
    }
    item(index, of: "6", label, "failed", step: "rotate", error: ["error": error])
  }

  private mutating func tidy() {
    let title = "old keys no longer sign"
    step(title, key: "7")
    let sign = intent(
      "sign key=old-1 data=text(5 bytes)", "Sign", key: "8", on: ["old-1"], effect: "use", line: 16, step: title)
    end(sign, .refused) { $0.reason = "Wrong Key Lifecycle State" }
    add(.check, "assert fails(wrong_key_lifecycle_state) { sign $old[0] data=\"probe\" }", line: 16, step: title) {
      $0.status = .ok
      $0.message = "it was refused with wrong_key_lifecycle_state"
      $0.details = ["key": "9"]
    }
    let retire = intent(
      "retire objects=[old-1, old-2]", "Revoke", key: "10", on: ["old-1", "old-2"], effect: "destructive", line: 16,
      step: title)
    for (number, id) in ["old-1", "old-2"].enumerated() {
      write("Revoke", of: retire, number: number * 2 + 1, on: id)
      write("Destroy", of: retire, number: number * 2 + 2, on: id)
    }
    end(retire)
    step(title, key: "7", ended: .ok)
  }

  private mutating func write(_ operation: String, of parent: Entry, number: Int, on id: String) {
    for kind in [Entry.Kind.intent, .result] {
      add(kind, "\(operation.lowercased()) \(id)") {
        $0.operation = operation
        $0.operationID = "\(parent.operationID ?? "")/w\(number)"
        $0.entityIDs = [id]
        $0.status = kind == .result ? .ok : nil
      }
    }
  }
}
