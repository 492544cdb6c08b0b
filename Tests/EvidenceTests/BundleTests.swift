import Foundation
import Testing

@testable import AuditLog
@testable import Evidence

@Suite struct BundleTests {
  @Test func aBundleIsSoundAndSaysWhatItProves() async throws {
    let stored = try await StoredSession()
    let bundle = try await stored.bundle()
    let verdict = EvidenceVerdict(bundle: bundle.bytes, pinned: try await stored.store.publicKeys())
    #expect(verdict.fault == nil)
    #expect(verdict.session == stored.session.description)
    #expect(verdict.records == Chronicle.rotation(items: 6).records.count)
    #expect(verdict.checkpoint == (try await stored.store.checkpoints().last))
    #expect(verdict.notes.count == 1 && verdict.notes[0].hasSuffix("the signer vouches for that"))
  }

  @Test func theScriptIsThereByteForByte() async throws {
    let stored = try await StoredSession()
    let archive = try ZipArchive(try await stored.bundle().bytes)
    #expect(archive["sources/1-rotate.kms"] == Array(Chronicle.script.utf8))
    #expect(archive.files.prefix(2).map(\.name) == ["manifest.json", "manifest.sig"])
  }

  @Test func fiveHundredChangedBytesAreAllFound() async throws {
    let stored = try await StoredSession()
    let bytes = try await stored.bundle().bytes
    var generator = Sampling(state: 7)
    for _ in 1...500 {
      let place = Int.random(in: bytes.indices, using: &generator)
      var forged = bytes
      forged[place] ^= UInt8.random(in: 1...255, using: &generator)
      #expect(!EvidenceVerdict(bundle: forged).isSound, "byte \(place)")
    }
  }

  @Test func aFileThatTheManifestDoesNotListAsItIsIsNamed() async throws {
    let stored = try await StoredSession()
    let forged = try await stored.bundle().forged("sources/1-rotate.kms") { $0 + "#" }
    let verdict = EvidenceVerdict(bundle: forged)
    #expect(verdict.fault == "sources/1-rotate.kms is not the file that the manifest lists")
  }

  /// Whoever has the key can sign a manifest for anything; what the log itself attests still holds.
  @Test(arguments: [
    ("sources/1-rotate.kms", "prod", "test", "sources/1-rotate.kms is not the file that ran"),
    ("session.jsonl", "rekey-pair object=old-4", "rekey-pair object=old-1", "does not have the hash beside it"),
    ("reports/report.json", "old-4", "old-1", "reports/report.json is not what the records tell"),
    ("reports/report.html", "in doubt", "done", "reports/report.html is not what the records tell"),
    ("reports/report.junit.xml", "failure", "skipped", "reports/report.junit.xml is not what the records tell"),
    ("reports/report.tap", "not ok", "ok", "reports/report.tap is not what the records tell"),
    ("checkpoints.txt", "checkpoint 2", "checkpoint 3", "bears none of the keys' signatures"),
    ("proof.json", "{\"nodes\":[[0,1,\"", "{\"nodes\":[[0,1,\"00", "proof.json is no proof"),
    ("public-keys.txt", "ed25519", "ed25520", "does not name the key that signed the manifest"),
  ])
  func signedForgeriesAreNamed(path: String, old: String, new: String, fault: String) async throws {
    let stored = try await StoredSession()
    let key = try #require(try AuditKey.load(stored.folder + "/audit-key"))
    let forged = try await stored.bundle().forged(
      path, resigned: (AuditPublicKey(hexadecimal: key.publicKey), key.signature(of:))
    ) { $0.replacing(old, with: new) }
    let verdict = EvidenceVerdict(bundle: forged)
    #expect(verdict.fault?.contains(fault) == true, "\(verdict.fault ?? "sound")")
  }

  @Test func aRecordTakenOutOfTheMiddleIsMissed() async throws {
    let stored = try await StoredSession()
    let key = try #require(try AuditKey.load(stored.folder + "/audit-key"))
    let forged = try await stored.bundle().forged(
      "session.jsonl", resigned: (AuditPublicKey(hexadecimal: key.publicKey), key.signature(of:))
    ) { text in
      var lines = text.split(separator: "\n")
      lines.remove(at: 12)
      return lines.joined(separator: "\n") + "\n"
    }
    #expect(EvidenceVerdict(bundle: forged).fault?.contains("are not among the") == true)
  }

  @Test func anotherKeysSignatureIsFoundByThePin() async throws {
    let stored = try await StoredSession()
    let other = try await StoredSession()
    let bundle = try await stored.bundle().bytes
    let pinned = try await other.store.publicKeys()
    #expect(
      EvidenceVerdict(bundle: bundle, pinned: pinned).fault?.hasPrefix("the manifest is signed with another key")
        == true)
    #expect(EvidenceVerdict(bundle: bundle).notes.contains { $0.contains("--key") })
  }

  @Test func aChangedScriptIsRefusedUnlessItMayBeMissing() async throws {
    let stored = try await StoredSession()
    let files = ["rotate.kms": Array((Chronicle.script + "\n").utf8)]
    let error = await #expect(throws: EvidenceError.self) { try await stored.bundle(files: files) }
    #expect(error?.message.hasPrefix("rotate.kms has changed since the session: its SHA-256 is ") == true)
    let bundle = try await stored.bundle(allowMissing: true, files: files)
    #expect(bundle.missing.count == 1)
    let verdict = EvidenceVerdict(bundle: bundle.bytes)
    #expect(verdict.fault == nil)
    #expect(verdict.notes[0].hasPrefix("left out: rotate.kms has changed"))
    #expect(try ZipArchive(bundle.bytes)["sources/1-rotate.kms"] == nil)
  }

  @Test func aMissingScriptAndAMissingEndAreNamed() async throws {
    var chronicle = Chronicle()
    chronicle.step("rotate", key: "1")
    let stored = try await StoredSession(chronicle)
    await #expect(throws: EvidenceError.unfinished(session: stored.session.description)) { try await stored.bundle() }
    let bundle = try await stored.bundle(allowMissing: true, files: [:])
    #expect(bundle.missing.map { $0.suffix(16) } == ["no end on record", "re: no such file"])
    #expect(EvidenceVerdict(bundle: bundle.bytes).fault == nil)
  }

  @Test func planAndApprovalsGoIn() async throws {
    let plan = Array("{\"plan\":1}".utf8)
    var chronicle = Chronicle([
      "plan": ["file": "plan.json", "sha256": .string(HashValue.of(plan).description)],
      "approvals": [["by": "eve", "signature": "00"], "approvals/second.json"],
      "includes": [["file": "lib.kms", "sha256": .string(HashValue.of([1, 2]).description)]],
    ])
    chronicle.close()
    let stored = try await StoredSession(chronicle)
    let bundle = try await stored.bundle(
      files: stored.files.merging(["plan.json": plan, "approvals/second.json": [0x7B], "lib.kms": [1, 2]]) { $1 })
    let archive = try ZipArchive(bundle.bytes)
    #expect(archive["plans/3-plan.json"] == plan)
    #expect(archive["sources/2-lib.kms"] == [1, 2])
    #expect(archive["approvals/4-second.json"] != nil || archive["approvals/4-approvals_second.json"] != nil)
    #expect(archive["approvals/record-1.json"] == Array("{\"by\":\"eve\",\"signature\":\"00\"}\n".utf8))
    #expect(EvidenceVerdict(bundle: bundle.bytes).fault == nil)
  }

  @Test(arguments: [[], [0x50, 0x4B], Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18)] as [[UInt8]])
  func whatIsNoBundleIsRefused(bytes: [UInt8]) { #expect(!EvidenceVerdict(bundle: bytes).isSound) }
}

struct Sampling: RandomNumberGenerator {
  var state: UInt64

  // SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
