import Synchronization
import Testing

@testable import AuditLog

@Suite final class ProofTests {
  /// Each goes when nobody holds it any more.
  private let folders = Mutex<[StoreFolder]>([])

  private func reader(_ folder: StoreFolder) throws -> AuditStore {
    folders.withLock { $0.append(folder) }
    return try AuditStore(path: folder.store, access: .read)
  }

  @Test func aRecordIsProvedUnderEveryCheckpointThatCoversIt() async throws {
    let store = try reader(try await StoreFolder.filled(20, checkpoints: [4, 8, 13], signedAtClose: true))
    let checkpoints = try await store.checkpoints()
    for seq: Int64 in 1...20 {
      #expect(try await store.proof(of: seq).checkpoint == checkpoints.last)
      for checkpoint in checkpoints where checkpoint.size >= seq {
        let proof = try await store.proof(of: seq, under: checkpoint)
        #expect(proof.fault() == nil)
        #expect(proof.fault(pinned: [try await store.publicKey()]) == nil)
        #expect(ProofDocument(ProofDocument.inclusion(proof).text) == .inclusion(proof))
      }
    }
  }

  @Test func aStoreIsProvedToHaveGrown() async throws {
    let store = try reader(try await StoreFolder.filled(20, checkpoints: [4, 8, 13], signedAtClose: true))
    let checkpoints = try await store.checkpoints()
    for (index, older) in checkpoints.enumerated() {
      for newer in checkpoints[index...] {
        let proof = try await store.consistency(from: older, to: newer)
        #expect(proof.fault() == nil)
        #expect(ProofDocument(ProofDocument.consistency(proof).text) == .consistency(proof))
      }
    }
  }

  @Test func aMailedProofSurvivesOtherLineEndsAndIndents() async throws {
    let folder = StoreFolder()
    let store = try folder.open()
    var entry = Entry(.local, in: SessionID(), statement: "line separators \u{2028}\u{85} \r\n inside")
    entry.message = "ends in a space "
    try await store.append(entry)
    try await store.close()
    let document = ProofDocument.inclusion(try await reader(folder).proof(of: 1))
    let mailed = "\u{20}\n" + document.text.split(separator: "\n").map { "  \($0)\t\r\n" }.joined() + "\n\n"
    #expect(ProofDocument(mailed) == document)
  }

  @Test func anyEditOfAProofIsFound() async throws {
    let store = try reader(try await StoreFolder.filled(20, checkpoints: [8], signedAtClose: true))
    let older = try #require(try await store.checkpoints().first { $0.size == 8 })
    let documents: [ProofDocument] = [
      .inclusion(try await store.proof(of: 11)), .consistency(try await store.consistency(from: older)),
    ]
    for document in documents {
      let text = Array(document.text.utf8)
      for place in text.indices where text[place] > 0x20 {
        var edited = text
        edited[place] ^= 1
        if let read = ProofDocument(String(decoding: edited, as: UTF8.self)) {
          #expect(read.fault() != nil, "byte \(place)")
        }
      }
    }
  }

  @Test func faultsAreNamed() async throws {
    let store = try reader(try await StoreFolder.filled(5, signedAtClose: true))
    let other = try reader(try await StoreFolder.filled(5, signedAtClose: true))
    let (proof, foreign) = (try await store.proof(of: 2), try await other.proof(of: 2))
    let otherKey = try await other.publicKey()
    #expect(proof.fault(pinned: [otherKey])?.description == "it is signed with another key, \(proof.publicKey)")
    func altered(_ text: String, _ edit: (String, String)) -> String? {
      ProofDocument(text.replacing(edit.0, with: edit.1))?.fault()?.description
    }
    let text = ProofDocument.inclusion(proof).text
    #expect(
      altered(text, ("\(proof.publicKey)", "\(otherKey)"))
        == "checkpoint 2 does not bear the signature of the key beside it")
    #expect(altered(text, ("index 1", "index 3")) == "the record in it is not record 4")
    #expect(altered(text, (proof.record, foreign.record)) == "record 2 is not among the 5 records that were signed")
    let first = try #require(try await store.checkpoints().first)
    let grown = ProofDocument.consistency(try await store.consistency(from: first)).text
    #expect(
      altered(grown, ("path\n", "path\n\(HashValue.zero)\n"))
        == "the 0 records signed first are not the first of the 5 signed later")
  }

  @Test func whatCannotBeProvedIsRefused() async throws {
    let folder = try await StoreFolder.filled(5, checkpoints: [3])
    let store = try reader(folder)
    let checkpoints = try await store.checkpoints()
    let (first, third) = (try #require(checkpoints.first), try #require(checkpoints.last))
    await #expect(throws: ProofError.noRecord(seq: 9, size: 5)) { try await store.proof(of: 9) }
    await #expect(throws: ProofError.noRecord(seq: .min, size: 5)) { try await store.proof(of: Int64.min) }
    await #expect(throws: ProofError.notCovered(seq: 4, size: 3)) { try await store.proof(of: 4) }
    await #expect(throws: ProofError.wrongOrder(old: 3, new: 0)) {
      try await store.consistency(from: third, to: first)
    }
    let foreign = try #require(try await reader(try await StoreFolder.filled(1)).checkpoints().first)
    await #expect(throws: ProofError.foreignCheckpoint(number: 1)) { try await store.proof(of: 1, under: foreign) }
    try folder.edit("UPDATE audit_log SET hash = '\(HashValue.zero)' WHERE seq = 1")
    await #expect(throws: ProofError.contradicted(number: 2)) { try await store.proof(of: 2) }
  }

  @Test(arguments: [
    (ProofError.noRecord(seq: 9, size: 5), "there is no record 9: the audit log holds 1 to 5"),
    (.notCovered(seq: 4, size: 3), "record 4 is not signed yet: the checkpoint covers 3 records"),
    (.foreignCheckpoint(number: 1), "checkpoint 1 is not one of this audit log"),
    (.wrongOrder(old: 3, new: 0), "a checkpoint of 3 records does not come before one of 0"),
    (.contradicted(number: 2), "the audit log does not hold what its checkpoint 2 signed"),
  ])
  func messages(error: ProofError, text: String) {
    #expect(error.message == text)
    #expect(!error.hint.isEmpty)
  }
}
