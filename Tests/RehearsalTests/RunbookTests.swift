import Foundation
import KMIP
import KMSInterpreter
import KMSSyntax
import KeyStore
import Rehearsal
import Testing

/// What is planned is what is done, line by line; only identifiers differ, and names that a runbook draws at random.
@Suite struct RunbookTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "scripts/runbooks")

  static let runbooks: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".kms") }.sorted()
  }()

  private static func source(_ name: String) throws -> Source {
    Source(name: name, text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
  }

  @Test func thereAreRunbooks() { #expect(Self.runbooks.count >= 6) }

  @Test(arguments: runbooks)
  func aPlanSaysWhatARunDoes(name: String) async throws {
    let server = try Server()
    try await server.prepare(
      """
      for $n in [1, 2, 3] { create-pair algorithm=ec name="signer-{$n}" tag="rotate" }
      """)
    server.pass(days: 100)
    let file = NSTemporaryDirectory() + "kmsh-" + UUID().uuidString
    try "to be signed".write(toFile: file, atomically: true, encoding: .utf8)
    defer { for ending in ["", ".sig", ".pem"] { try? FileManager.default.removeItem(atPath: file + ending) } }
    let parameters = name == "sign-file.kms" ? ["file": file, "length": "2048"] : [:]
    let source = try Self.source(name)

    let before = try await server.contents()
    let rehearsed = try await server.plan(source, parameters)
    #expect(try await server.contents() == before)
    let (writes, outcome) = try await server.record(source, parameters)
    #expect(rehearsed.outcome.diagnostics.map(\.message) == outcome.diagnostics.map(\.message))
    #expect(outcome.succeeded)
    #expect(WriteLines(rehearsed.plan.writes).lines == WriteLines(writes).lines)
  }

  @Test func aPlanOfARotationIsAppliedToTheLetter() async throws {
    let server = try Server()
    try await server.prepare(
      """
      for $n in [1, 2, 3, 4, 5] { create-pair algorithm=ec name="signer-{$n}" tag="rotate" }
      """)
    server.pass(days: 100)
    let source = try Self.source("rotate-keys.kms")
    let plan = try await server.plan(source).plan
    #expect(plan.summary.hasPrefix("5 created, 5 deactivated, 0 destroyed; stops at the "))
    let (outcome, guardian) = try await server.apply(plan, source)
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(outcome.succeeded)
    #expect(guardian.left == 0)
    let keys = try await server.contents().filter { $0.type == .privateKey }
    #expect(keys.count { $0.attributes.state == .deactivated } == 5)
    #expect(keys.count { $0.attributes.state == .active } == 5)
  }
}

/// Writes as lines, with what may differ from run to run numbered in the order of its appearance.
struct WriteLines {
  private var names: [String: String] = [:]
  private(set) var lines: [String] = []

  init(_ writes: [PlannedWrite]) {
    for write in writes {
      let head = "\(write.key) \(write.file):\(write.line):\(write.column) \(write.step ?? "-") \(write.items)"
      lines.append(plain("\(head) \(write.command) \(write.effect) \(write.operation) \(write.isRefused)"))
      for object in write.objects {
        lines.append(
          plain(
            "  \(object.id) \(object.name ?? "-") \(object.type ?? "-") \(object.state ?? "-") "
              + "\(object.digest ?? "-") \(object.predicted)"))
      }
      for result in write.result {
        names[result.id] = result.predicted ? "#\(names.count + 1)" : result.id
        lines.append(plain("  makes \(result.id)"))
      }
      for id in write.targets + write.result.map(\.id) { lines.append(plain("  \(id) is \(write.after[id] ?? "-")")) }
      lines.append(plain("  \(write.statement)"))
    }
  }

  private func plain(_ text: String) -> String {
    var text = text.replacing(/kmsh-(?:drill|check)-[0-9a-f]{16}/, with: "kmsh-#")
    for (id, name) in names.sorted(by: { $0.key.count > $1.key.count }) { text = text.replacing(id, with: name) }
    return text
  }
}
