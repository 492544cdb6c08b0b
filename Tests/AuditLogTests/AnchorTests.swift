import Crypto
import CryptoExtras
import Foundation
import Synchronization
import Testing

@testable import AuditLog

@Suite struct AnchorTests {
  private let folder = StoreFolder()

  private func open(_ anchors: any Anchor..., patience: Duration = .seconds(5), failures: Lines = Lines()) throws
    -> AuditStore
  {
    let publisher = AnchorPublisher(anchors, patience: patience) { failures.add("\($0.anchor): \($0.error)") }
    return try AuditStore(path: folder.store, anchors: publisher)
  }

  private func file(_ path: String) throws -> AnchorFile {
    AnchorFile(path: path, text: try String(contentsOfFile: path, encoding: .utf8))
  }

  @Test func whatIsSignedReachesTheFile() async throws {
    let path = folder.path + "/anchor"
    for count in 1...2 {
      let store = try open(FileAnchor(path: path))
      try await store.fill(1...count, in: SessionID())
      try await store.close()
    }
    let anchored = try file(path)
    #expect(anchored.checkpoints.map(\.checkpoint.size) == [1, 3])
    #expect(anchored.strayLines == [])
    #expect(try folder.mode("anchor") == 0o600)
    var kept = KeptCopies()
    kept.anchors = [anchored]
    let reader = try AuditStore(path: folder.store, access: .read)
    #expect(try await reader.verify(against: kept).findings == [])
    try folder.edit("DELETE FROM audit_log WHERE seq > 1", "DELETE FROM checkpoint WHERE size > 1")
    #expect(try await reader.verify().findings == [])
    #expect(try await reader.verify(against: kept).findings.map(\.kind) == [.truncated])
  }

  @Test func aBrokenLineIsClosedBeforeTheNextOne() async throws {
    let path = folder.path + "/anchor"
    let store = try open(FileAnchor(path: path))
    try await store.append(Entry(.local, in: SessionID()))
    try Data("kmsh audit checkp".utf8).write(to: URL(filePath: path))
    try await store.close()
    let anchored = try file(path)
    #expect(anchored.checkpoints.map(\.checkpoint.size) == [1])
    #expect(anchored.strayLines == [1])
  }

  @Test func aMissingFolderIsToldOnce() async throws {
    let failures = Lines()
    let store = try open(FileAnchor(path: folder.path + "/none/anchor"), failures: failures)
    for _ in 1...3 {
      try await store.append(Entry(.local, in: SessionID()))
      _ = try await store.checkpoint()
    }
    try await store.close()
    #expect(
      failures.all == ["file:\(folder.path)/none/anchor: the folder of \(folder.path)/none/anchor does not exist"])
    #expect(try await folder.verify().findings == [])
  }

  /// Takes nothing and does not even answer that it was cancelled.
  private struct DeafAnchor: Anchor {
    let name = "deaf"
    func publish(_ checkpoint: Checkpoint) async throws {
      await withCheckedContinuation { caller in Self.callers.withLock { $0.append(caller) } }
    }
    static let callers = Mutex<[CheckedContinuation<Void, Never>]>([])
  }

  @Test func aSlowAnchorDelaysNothingAndIsGivenUp() async throws {
    let failures = Lines()
    let store = try open(DeafAnchor(), patience: .milliseconds(20), failures: failures)
    for _ in 1...3 {
      try await store.append(Entry(.local, in: SessionID()))
      _ = try await store.checkpoint()
    }
    try await store.close()
    #expect(failures.all == ["deaf: no answer within 0.02 s"])
    #expect(try await folder.verify().records == 3)
  }

  @Test func anAnchorThatIsCancelledIsReportedAsSlow() async throws {
    struct SleepyAnchor: Anchor {
      let name = "sleepy"
      func publish(_ checkpoint: Checkpoint) async throws { try await Task.sleep(for: .seconds(3600)) }
    }
    let failures = Lines()
    let store = try open(SleepyAnchor(), patience: .milliseconds(20), failures: failures)
    try await store.append(Entry(.local, in: SessionID()))
    try await store.close()
    #expect(failures.all == ["sleepy: no answer within 0.02 s"])
  }

  private struct Pair: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let pem: String
    let sign: SigningAnchor.Sign
  }

  private static let pairs: [Pair] = {
    let ed25519 = Curve25519.Signing.PrivateKey()
    let p256 = P256.Signing.PrivateKey()
    let p384 = P384.Signing.PrivateKey()
    let p521 = P521.Signing.PrivateKey()
    let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
    let base64 = Data(prefix + ed25519.publicKey.rawRepresentation).base64EncodedString()
    return [
      Pair(testDescription: "Ed25519", pem: "-----BEGIN PUBLIC KEY-----\n\(base64)\n-----END PUBLIC KEY-----\n") {
        Array(try ed25519.signature(for: $0))
      },
      Pair(testDescription: "P-256", pem: p256.publicKey.pemRepresentation) {
        Array(try p256.signature(for: $0).derRepresentation)
      },
      Pair(testDescription: "P-256, two numbers", pem: p256.publicKey.pemRepresentation) {
        Array(try p256.signature(for: $0).rawRepresentation)
      },
      Pair(testDescription: "P-384", pem: p384.publicKey.pemRepresentation) {
        Array(try p384.signature(for: $0).derRepresentation)
      },
      Pair(testDescription: "P-521", pem: p521.publicKey.pemRepresentation) {
        Array(try p521.signature(for: $0).derRepresentation)
      },
    ] + rsaPairs
  }()

  private static let rsaPairs: [Pair] = {
    guard let rsa = try? _RSA.Signing.PrivateKey(keySize: .bits2048) else { return [] }
    return [
      Pair(testDescription: "RSA, PSS", pem: rsa.publicKey.pemRepresentation) {
        Array(try rsa.signature(for: SHA256.hash(data: $0), padding: .PSS).rawRepresentation)
      },
      Pair(testDescription: "RSA, PKCS #1", pem: rsa.publicKey.pkcs1PEMRepresentation) {
        Array(try rsa.signature(for: SHA256.hash(data: $0), padding: .insecurePKCS1v1_5).rawRepresentation)
      },
    ]
  }()

  @Test(arguments: pairs)
  private func aKMSSignsWhatThePublicKeyVerifies(pair: Pair) async throws {
    let path = folder.path + "/anchors.jsonl"
    let store = try open(SigningAnchor(key: "key-1", file: path, sign: pair.sign))
    for _ in 1...2 {
      try await store.append(Entry(.local, in: SessionID()))
      _ = try await store.checkpoint()
    }
    try await store.close()
    let newest = try #require(try file(path).checkpoints.last)
    #expect(newest.checkpoint.size == 2)
    #expect(newest.seal?.key == "key-1")
    var kept = KeptCopies()
    kept.anchors = [try file(path)]
    kept.anchorKey = AnchorKey(pem: pair.pem)
    let reader = try AuditStore(path: folder.store, access: .read)
    #expect(try await reader.verify(against: kept).findings == [])
    kept.anchorKey = AnchorKey(pem: P256.Signing.PrivateKey().publicKey.pemRepresentation)
    #expect(try await reader.verify(against: kept).findings.first?.kind == .checkpointForged)
  }

  @Test func anAnchorOfAnotherStoreIsNoAnchor() async throws {
    let path = folder.path + "/anchor"
    let store = try open(FileAnchor(path: path))
    try await store.append(Entry(.local, in: SessionID()))
    try await store.close()
    let other = try await StoreFolder.filled(1, signedAtClose: true)
    var kept = KeptCopies()
    kept.anchors = [try file(path)]
    let report = try await AuditStore(path: other.store, access: .read).verify(against: kept)
    #expect(report.findings.map(\.message) == ["\(path) holds no checkpoint of this store"])
  }

  @Test(arguments: ["", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", "ed25519 00", "é"])
  func noOtherKeyIsRead(text: String) {
    #expect(AnchorKey(pem: text) == nil)
    #expect(AuditPublicKey(text) == nil)
  }
}
