import AuditLog
import GRDB
import KMIP
import KMSInterpreter
import KMSSyntax
import Testing
@Suite struct ProbeTests {
  @Test func probe() async throws {
    let bench = try Bench()
    bench.server.add(.symmetricKey)
    try await DatabaseQueue(path: bench.storePath).write { db in
      try db.execute(sql: "CREATE TRIGGER stop BEFORE INSERT ON audit_log WHEN NEW.kind = 'result' AND NEW.operation = 'Create' BEGIN SELECT RAISE(ABORT, 'no more'); END")
    }
    let o = try await bench.run("step \"a\" { create }\nstep \"b\" always { revoke k1 }")
    print("PROBE", o.exitStatus, o.diagnostics.map { "\($0.code) \($0.message) | \($0.notes) | \($0.hint ?? "")" }, bench.server.heard, bench.console.lines)
    let p = try await bench.run("for $i in [1,2,3,4,5,6] parallel=2 { create }")
    print("PROBE", p.exitStatus, bench.server.heard)
  }
}
