import Foundation
import Testing

/// What is kept of a run, and what of it an auditor can check.
@Suite struct AuditTests {
  let home: Home

  init() throws {
    home = try Home()
    try home.write(
      "make.kms",
      """
      kms 1
      param count: int
      step "make" {
        for $name in split("a,b,c", ",") { create name=$name }
        check count((find)) == $count "there are other keys"
      }

      """)
  }

  private func run(_ arguments: String..., status: Int32 = 0) throws -> String {
    let ended = try home.kmsh(arguments)
    #expect(ended.status == status, "\(arguments): \(ended.output)\(ended.errors)")
    return ended.output + ended.errors
  }

  private func session() throws -> String {
    let line = try run("audit", "sessions", "--output", "jsonl").split(separator: "\n").first ?? ""
    return line.firstRange(of: "\"id\":\"").map { String(line[$0.upperBound...].prefix { $0 != "\"" }) } ?? ""
  }

  @Test func aRunIsReportedAndPackedAsEvidence() throws {
    let ran = try run(
      "run", "--report-junit", "run.xml", "make.kms", "--count", "3", "--report-tap", "-")
    #expect(ran.contains("TAP version 14"))
    let session = try session()
    _ = try run(
      "report", session, "--report-junit", "later.xml", "--report-html", "run.html", "--report-json", "run.json")
    #expect(try home.read("later.xml") == home.read("run.xml"))
    #expect(try home.read("run.html").contains("<!doctype html>") || home.read("run.html").contains("<!DOCTYPE html>"))
    #expect(try run("report", session, status: 2).contains("no report is asked for"))

    #expect(try run("evidence", session, "-o", "run.zip").contains("kmsh evidence verify run.zip"))
    #expect(try run("evidence", "verify", "run.zip").hasPrefix("sound: session \(session)"))
    var bytes = try Data(contentsOf: URL(filePath: home.path + "/run.zip"))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: home.path + "/run.zip"))
    #expect(try run("evidence", "verify", "run.zip", status: 1).hasPrefix("not sound: "))
  }

  @Test func recordsAreProvenAndCheckpointsHeldAgainstTheLog() throws {
    _ = try run("-c", "let $pair = create-pair algorithm=ec id=witness; save (get $pair.public) to=witness.pem")
    try home.write(".config/kmsh/config.toml", "[audit]\nanchor = [\"file:anchor\", \"kms:witness\"]\n")
    _ = try run("run", "make.kms", "--count", "3", status: 1)
    _ = try run("audit", "prove", "2", "-o", "proof.txt")
    #expect(try run("audit", "verify", "--proof", "proof.txt").contains("proven: record 2 is among"))
    _ = try run("audit", "checkpoint", "-o", "kept.txt")
    #expect(try run("audit", "verify", "--checkpoint", "kept.txt").hasPrefix("intact"))
    #expect(try run("audit", "verify", "--anchor", ".config/kmsh/anchor").hasPrefix("intact"))
    let sealed = try run(
      "audit", "verify", "--anchor", ".local/state/kmsh/anchors.jsonl", "--anchor-key", "witness.pem")
    #expect(sealed.hasPrefix("intact") && !sealed.contains("not looked at"), "\(sealed)")
    try home.write("proof.txt", try home.read("proof.txt").replacing("create", with: "revoke"))
    #expect(try run("audit", "verify", "--proof", "proof.txt", status: 1).contains("not proven"))
  }
}
