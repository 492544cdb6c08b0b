import Foundation
import KMIP
import KMIPClient
import KMSInterpreter
import KMSSyntax
import Testing

/// A run that dies at any record and at any request, and is taken up again, comes to what it comes to undisturbed.
@Suite struct CrashTests {
  static let scripts: [String] = [
    """
    let $a = create name="a" description="first"
    let $b = create name="b" activate=false
    activate $b
    """,
    """
    let $pair = create-pair algorithm=ec name="p"
    let $new = rekey-pair $pair.private
    """,
    """
    let $key = create name="k"
    let $new = rekey $key
    """,
    """
    let $pair = create-pair algorithm=ec
    let $old = certify $pair.public subject="CN=a" days=30
    let $new = recertify $old
    """,
    """
    let $a = create
    let $b = create
    revoke [$a, $b] reason=superseded
    destroy [$a, $b]
    """,
    """
    let $a = create activate=false
    destroy $a
    """,
    """
    let $a = create
    set $a name="n" description="d"
    unset $a description
    """,
    """
    let $a = register type=symmetric-key algorithm=aes data=hex"000102030405060708090a0b0c0d0e0f" name="r"
    let $kek = create
    let $copy = export $a wrap-with=$kek
    revoke $a
    destroy $a
    import $copy replace=true
    """,
    """
    let $pair = create-pair algorithm=ec
    retire $pair.private
    """,
    """
    let $key = create
    retire $key reason=superseded
    archive (create)
    """,
    """
    let $keys = [(create name="1"), (create name="2")]
    let $table = for $key in $keys parallel=2 {
      let $new = rekey $key
      set $new description="new"
      yield $new.id
    }
    step "tidy" always { create name="tidy" }
    """,
  ]

  static let marking = {
    var profile = ServerProfile.embedded
    profile.name = "marking"
    profile.honoursClientIdentifiers = false
    return profile
  }()

  struct Undisturbed {
    let contents: [String]
    let records: Int
    let requests: Int
    let writes: Int
  }

  private func undisturbed(_ script: String, _ profile: ServerProfile) async throws -> Undisturbed {
    let rig = try Rig(profile)
    let outcome = try await rig.run(script)
    #expect(outcome.exitStatus == .ok, "\(outcome.diagnostics.map(\.message))")
    return Undisturbed(
      contents: try await rig.contents, records: try await rig.records.count, requests: rig.requests.count,
      writes: rig.writes.count)
  }

  @Test(arguments: scripts, [ServerProfile.embedded, marking])
  func itComesToTheSame(script: String, profile: ServerProfile) async throws {
    let wanted = try await undisturbed(script, profile)
    let deaths =
      (1...wanted.records).map(Rig.Death.atRecord) + (1...wanted.requests).map(Rig.Death.beforeRequest)
      + (1...wanted.requests).map(Rig.Death.afterRequest)
    // Each script has another part of them at each profile; all of them where that is asked for.
    let step = ProcessInfo.processInfo.environment["KMSH_ALL_CRASHES"] == nil ? 4 : 1
    let first = profile.honoursClientIdentifiers ? 0 : 2
    for (number, death) in deaths.enumerated() where number % step == first % step {
      let rig = try Rig(profile)
      try await rig.run(script, dying: death)
      // Every other one dies once more.
      if number / step % 2 == 0 { try await rig.run(script, resuming: true, dying: .atRecord(number % 7 + 1)) }
      if number / step % 4 == 0 { try await rig.run(script, resuming: true, dying: .afterRequest(number % 3 + 1)) }
      try await expect(rig, wanted, script, after: "\(death)")
    }
  }

  private func expect(_ rig: Rig, _ wanted: Undisturbed, _ script: String, after death: String) async throws {
    let outcome = try await rig.run(script, resuming: true)
    #expect(outcome.exitStatus == .ok, "\(death): \(outcome.diagnostics.map { ($0.message, $0.notes) })")
    let contents = try await rig.contents
    #expect(contents == wanted.contents, "\(death)")
    #expect(try await rig.inDoubt == [], "\(death)")
    #expect(try await rig.verifies, "\(death)")
    // Once more, and nothing is done.
    let writes = rig.writes
    #expect(try await rig.run(script, resuming: true).exitStatus == .ok)
    #expect(rig.writes == writes, "\(death)")
  }
}
