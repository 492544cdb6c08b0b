import KMSInterpreter
import KMSSyntax
import Testing

/// The rotation that the language's page shows, with the parts that this version has.
@Suite struct RotationTests {
  private static let script = """
    #!/usr/bin/env -S kmsh run
    kms 1
    param max_age: duration = 90d   "rotate keys older than this"
    param limit:   int      = 500   "at most this many in one run"
    param ticket:  text             "change ticket, kept in the audit trail"

    step "inventory" {
      let $old = find
        | where age ?? 0d > $max_age and links.replacement == none
        | sort name desc
        | take $limit
      assert count($old) > 0 "no active RSA key is older than {$max_age}"
    }

    confirm "rotate {count($old)} RSA key pairs, ticket {$ticket}"

    step "rotate" {
      let $done = for $key in $old parallel=8 {
        let $new = rekey-pair $key
        let $probe = random 32
        let $signature = sign $new.private data=$probe hash=sha256
        assert (verify $new.public data=$probe signature=$signature hash=sha256).valid
        yield {old: $key.id, new: $new.private}
      }
      report $done columns=[old, new, outcome, error, took]
    }

    step "old keys no longer sign" always {
      for $row in $done | where outcome == done {
        assert fails(wrong_key_lifecycle_state, permission_denied) { sign $row.old data=b"probe" hash=sha256 }
      }
    }
    """

  private static let hashes = ValueType.Words("hash-algorithm", ["sha256", "sha384"])

  private static let commands = CommandTable(
    [
      Command("find", "finds", effect: .read, returns: .list(of: .object)) { _ in
        .list([FakeCommands.key("a", age: 100), FakeCommands.key("b", age: 200), FakeCommands.key("young", age: 1)])
      },
      Command(
        "rekey-pair", "renews", effect: .write,
        parameters: [CommandParameter("key", .id(many: false), .positional, required: true, help: "which")],
        returns: .record
      ) { invocation in
        let id = invocation.arguments.id("key") ?? ""
        return .record(Record([("private", .id("new-\(id)")), ("public", .id("public-\(id)"))]))
      },
      Command(
        "random", "bytes", effect: .use,
        parameters: [CommandParameter("count", .int, .positional, required: true, help: "how many")], returns: .bytes
      ) { _ in .bytes([1, 2, 3]) },
      Command("sign", "signs", effect: .use, parameters: signing, returns: .bytes) { invocation in
        guard invocation.arguments.id("key")?.hasPrefix("new-") == true else {
          let value = ErrorValue(code: "K0413", reason: "wrong_key_lifecycle_state", message: "no", isSent: true)
          throw Failure(.refused, value, Diagnostic(.wrongKeyLifecycleState, "no"))
        }
        return .bytes([9])
      },
      Command("verify", "verifies", effect: .use, parameters: signing, returns: .record) { _ in
        .record(Record([("valid", .bool(true))]))
      },
      Command(
        "report", "prints a table", effect: .local,
        parameters: [
          CommandParameter("table", .table, .positional, required: true, help: "what"),
          CommandParameter("columns", .list(of: .enumeration(ValueType.Words("column", []))), help: "which"),
        ]
      ) { invocation in
        guard case .table(let table)? = invocation.arguments["table"] else { return .none }
        let columns = invocation.arguments.words("columns")
        return .list(table.rows.map { row in .text(columns.map { "\($0)=\(shown(row[$0]))" }.joined(separator: " ")) })
      },
    ], reasons: ["wrong_key_lifecycle_state", "permission_denied"])

  private static let signing = [
    CommandParameter("key", .id(many: false), .positional, required: true, help: "which"),
    CommandParameter("data", .bytes, required: true, help: "what"),
    CommandParameter("signature", .bytes, help: "its signature"),
    CommandParameter("hash", .enumeration(hashes), help: "the hash"),
  ]

  private static func shown(_ value: Value?) -> String { value.map(ValueText.text) ?? "-" }

  @Test func keysAreRotatedAndTheOldOnesNoLongerSign() async throws {
    let ran = try await run(Self.script, commands: Self.commands, parameters: ["ticket": .text("T-1")])
    #expect(ran.errors == [])
    #expect(
      ran.printed == [
        """
        = ["old=id-b new=new-id-b outcome=done error=none took=0s", \
        "old=id-a new=new-id-a outcome=done error=none took=0s"]
        """
      ])
  }

  @Test func anAgeThatTooFewKeysHaveStopsItBeforeTheQuestion() async throws {
    let ran = try await run(
      Self.script, commands: Self.commands,
      parameters: ["ticket": .text("T-1"), "max-age": .duration(86_400_000 * 365)])
    #expect(ran.errors.first == "K0301: no active RSA key is older than 365d")
    #expect(ran.printed == [])
  }
}
