import AuditLog
import Foundation
import KMIP
import KMIPClient
import KMSCommands
import KMSInterpreter
import KMSSyntax
import Synchronization
import Testing

/// Files in place of data: what goes over the wire, what is on record, and what is left when it goes wrong.
@Suite struct FileTests {
  private static let size = 2_500

  /// A server that takes parts; `answer` may answer one in its place, by its number.
  private func server(
    _ answer: @escaping @Sendable (Int) async throws(TransportError) -> ResponseBatchItem? = { _ in nil }
  ) -> FakeKMS {
    let count = Mutex(0)
    return FakeKMS { item async throws(TransportError) in
      guard item.operation == .encrypt || item.operation == .decrypt else { return nil }
      let number = count.withLock { count in
        count += 1
        return count
      }
      if let answer = try await answer(number) { return answer }
      guard let request = try? Encrypt(items: item.payload) else { return nil }
      let isOnly = request.initIndicator != true && request.correlationValue == nil
      let isLast = isOnly || request.finalIndicator == true
      return success(
        item.operation,
        Encrypt.Response(
          uniqueIdentifier: "k1", data: request.data,
          ivCounterNonce: item.operation == .encrypt && request.correlationValue == nil ? Self.vector : nil,
          correlationValue: isLast ? nil : [UInt8(truncatingIfNeeded: number)],
          authenticatedEncryptionTag: item.operation == .encrypt && isLast ? Self.tag : nil))
    }
  }

  private static let vector = [UInt8](repeating: 0xEE, count: 12)
  private static let tag = [UInt8](repeating: 0xDD, count: 16)
  private static let data = (0..<size).map { UInt8(truncatingIfNeeded: $0) }

  private func bench(_ server: FakeKMS, profile: ServerProfile = .embedded) throws -> Bench {
    server.add(.symmetricKey)
    let bench = try Bench(server, profile: profile, partSize: 1000)
    try Data(Self.data).write(to: URL(filePath: bench.folder + "/plain"))
    return bench
  }

  private func parts(_ bench: Bench) throws -> [Encrypt] {
    try bench.server.messages.flatMap(\.items).filter { $0.operation == .encrypt }.map {
      try Encrypt(items: $0.payload)
    }
  }

  private func files(_ bench: Bench) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: bench.folder).filter { $0 != "state" }.sorted()
  }

  @Test func aFileGoesInPartsAndIsOneStatementOnRecord() async throws {
    let bench = try bench(server())
    #expect(try await bench.run("encrypt k1 file=plain to=sealed").exitStatus == .ok)
    let parts = try parts(bench)
    #expect(parts.map(\.data?.count) == [1000, 1000, 500])
    #expect(parts.map(\.initIndicator) == [true, nil, nil])
    #expect(parts.map(\.correlationValue) == [nil, [1], [2]])
    #expect(parts.map(\.finalIndicator) == [nil, nil, true])
    let sealed = try Data(contentsOf: URL(filePath: bench.folder + "/sealed"))
    #expect(Array(sealed) == Self.vector + Self.data + Self.tag)
    let mode = try FileManager.default.attributesOfItem(atPath: bench.folder + "/sealed")[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let entries = try await bench.entries
    #expect(entries.map(\.line) == ["intent Encrypt [k1]", "result Encrypt [k1] ok"])
    #expect(entries.last?.details["bytes"] == .int(2500))
    #expect(try files(bench) == ["plain", "sealed"])
  }

  @Test func aSmallFileGoesInOneRequest() async throws {
    let bench = try bench(server())
    try Data(Self.data.prefix(1000)).write(to: URL(filePath: bench.folder + "/small"))
    #expect(try await bench.run("encrypt k1 file=small to=sealed").exitStatus == .ok)
    #expect(try parts(bench).map(\.initIndicator) == [nil])
    #expect(try await bench.entries.last?.details["bytes"] == .int(1000))
  }

  @Test func aVectorGivenByNameIsNotInTheFile() async throws {
    let bench = try bench(server())
    #expect(try await bench.run("encrypt k1 file=plain to=sealed iv=hex\"000102030405060708090a0b\"").exitStatus == .ok)
    #expect(Array(try Data(contentsOf: URL(filePath: bench.folder + "/sealed"))) == Self.data + Self.tag)
  }

  @Test func theTagOfTheFileGoesWithTheFirstPart() async throws {
    let bench = try bench(server())
    try Data(Self.vector + Self.data + Self.tag).write(to: URL(filePath: bench.folder + "/sealed"))
    #expect(try await bench.run("decrypt k1 file=sealed to=opened").exitStatus == .ok)
    let first = try #require(bench.server.messages.flatMap(\.items).first { $0.operation == .decrypt })
    let request = try Decrypt(items: first.payload)
    #expect(request.ivCounterNonce == Self.vector)
    #expect(request.authenticatedEncryptionTag == Self.tag)
    #expect(Array(try Data(contentsOf: URL(filePath: bench.folder + "/opened"))) == Self.data)
  }

  @Test func aPartWhoseAnswerIsLostIsNotSentAgainAndLeavesNoFile() async throws {
    let bench = try bench(server { number throws(TransportError) in if number == 2 { throw cut } else { nil } })
    let outcome = try await bench.run("encrypt k1 file=plain to=sealed")
    #expect(outcome.exitStatus != .ok)
    #expect(try parts(bench).count == 2)
    #expect(try files(bench) == ["plain"])
    let last = try await bench.entries.last
    #expect(last?.line == "result Encrypt [k1] failed")
    #expect(last?.details["bytes"] == .int(1000))
  }

  @Test func aRefusedLastPartLeavesNoFile() async throws {
    let bench = try bench(
      server { number throws(TransportError) in
        number == 3 ? refusal(.cryptographicFailure, "a wrong tag", of: .decrypt) : nil
      })
    try Data(Self.vector + Self.data + Self.tag).write(to: URL(filePath: bench.folder + "/sealed"))
    try Data([1]).write(to: URL(filePath: bench.folder + "/opened"))
    #expect(try await bench.run("decrypt k1 file=sealed to=opened replace=true").exitStatus == .failed)
    #expect(try files(bench) == ["opened", "plain", "sealed"])
    #expect(Array(try Data(contentsOf: URL(filePath: bench.folder + "/opened"))) == [1])
  }

  @Test func cancellingInTheMiddleLeavesNoFile() async throws {
    let bench = try bench(server())
    let isMidway = Mutex(false)
    let (reached, mark) = AsyncStream.makeStream(of: Void.self)
    let (gate, open) = AsyncStream.makeStream(of: Void.self)
    let folder = bench.folder
    bench.server.watch { message in
      guard message.items.first.flatMap({ try? Encrypt(items: $0.payload) })?.correlationValue == [1] else { return }
      isMidway.withLock { $0 = FileManager.default.fileExists(atPath: folder + "/sealed.part") }
      mark.yield()
      for await _ in gate { break }
    }
    let run = Task { try await bench.run("encrypt k1 file=plain to=sealed") }
    for await _ in reached { break }
    run.cancel()
    open.yield()
    #expect(try await run.value.exitStatus != .ok)
    #expect(isMidway.withLock { $0 })
    #expect(try files(bench) == ["plain"])
    #expect(try await bench.entries.last?.status == .cancelled)
  }

  private static func narrow(_ profile: ServerProfile) -> ServerProfile {
    var profile = profile
    profile.messageLimit = 1 << 14 + 2000
    return profile
  }

  @Test(arguments: [
    "encrypt k1 file=plain to=sealed", "hash file=plain", "mac k1 file=plain", "mac-verify k1 file=plain mac=hex\"00\"",
  ])
  func whatAServerDoesNotTakeInPartsIsRefusedBeforeItIsSent(command: String) async throws {
    let bench = try bench(server(), profile: Self.narrow(.cosmian))
    let outcome = try await bench.run(command)
    let message = try #require(outcome.failures.first?.diagnostic.message)
    #expect(message.hasPrefix("\(bench.folder)/plain has 2500 bytes: this server takes up to "), "\(message)")
    #expect(message.hasSuffix(", and no data in parts"))
    #expect(bench.server.heard.allSatisfy { $0.hasPrefix("Get Attributes") })
    #expect(try files(bench) == ["plain"])
  }

  @Test func dataAboveTheLimitIsRefusedToo() async throws {
    let bench = try bench(server(), profile: Self.narrow(.embedded))
    let outcome = try await bench.run("encrypt k1 data=(read plain)")
    let message = try #require(outcome.failures.first?.diagnostic.message)
    #expect(message == "the data has 2500 bytes, one Encrypt takes up to 2000")
    #expect(bench.server.heard.isEmpty)
  }

  @Test func aLargeFileIsSignedByItsDigestWhereTheServerTakesDigests() async throws {
    let bench = try bench(server(), profile: Self.narrow(.cosmian))
    bench.server.add(.privateKey, algorithm: .rsa)
    #expect(try await bench.run("sign k2 file=plain\nverify k2 file=plain signature=hex\"00\"").exitStatus == .ok)
    let item = try #require(bench.server.messages.flatMap(\.items).first { $0.operation == .sign })
    let request = try Sign(items: item.payload)
    #expect(request.data == nil)
    #expect(request.digestedData == HashValue.of(Self.data).bytes)
    #expect(request.cryptographicParameters?.hashingAlgorithm == .sha256)
    let unknown = try await bench.run("sign k1 file=plain")
    #expect(unknown.failures.first?.diagnostic.message.contains("this key may sign no digests") == true)
    let other = try self.bench(server(), profile: Self.narrow(.pykmip))
    let refused = try await other.run("sign k1 file=plain")
    #expect(refused.failures.first?.diagnostic.message.hasSuffix("and no data in parts") == true)
  }

  @Test(arguments: [
    ("encrypt k1 file=plain", "'to' is missing"),
    ("encrypt k1 data=\"x\" to=sealed", "'file' is missing"),
    ("encrypt k1 data=\"x\" file=plain to=sealed", "both 'data' and a file are given"),
    ("encrypt k1", "'data' is missing"),
    ("hash", "'data' is missing"),
    ("hash \"x\" file=plain", "both 'data' and a file are given"),
    ("sign k1 digest=hex\"00\" file=plain", "both 'digest' and a file are given"),
    ("encrypt k1 file=plain to=plain", "FOLDER/plain is there already"),
    ("hash file=missing", "FOLDER/missing cannot be read: no such file or directory"),
    ("hash file=\".\"", "FOLDER/. cannot be read: it is no regular file"),
    ("decrypt k1 file=short to=opened", "FOLDER/short is too short: it has less than 28 bytes"),
  ])
  func whatMakesNoSenseIsNotSent(script: String, message: String) async throws {
    let bench = try bench(server())
    try Data([1, 2]).write(to: URL(filePath: bench.folder + "/short"))
    let outcome = try await bench.run(script)
    #expect(
      outcome.failures.map(\.diagnostic.message) == [message.replacingOccurrences(of: "FOLDER", with: bench.folder)])
    #expect(bench.server.heard.allSatisfy { $0.hasPrefix("Get Attributes") })
  }
}
