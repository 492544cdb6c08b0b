import KMIP
import KeyStore
import Synchronization
import TTLV
import Testing

@testable import KMIPServer

@Suite struct ScheduledRotationTests {
  private func planned(
    _ fixture: Fixture, every seconds: Int64, _ change: (inout Attributes) -> Void = { _ in }
  ) async throws -> UniqueIdentifier {
    let id = try await fixture.makeKey([.encrypt, .decrypt], change)
    let interval = Attribute(Item(.rotateInterval, .longInteger(seconds)))
    try await fixture.perform(SetAttribute(uniqueIdentifier: id, newAttribute: interval))
    return id
  }

  private func successor(of id: UniqueIdentifier, _ fixture: Fixture) async throws -> UniqueIdentifier? {
    try await fixture.attributes(id).link(.replacementObjectLink).map { .text($0) }
  }

  @Test func aKeyIsReplacedEachTimeItsIntervalHasPassed() async throws {
    let fixture = try Fixture()
    var key = try await planned(fixture, every: 100) { $0.items.append(Item(.rotateName, .textString("disk"))) }
    #expect(try await fixture.attributes(key).rotateAutomatic == true)
    for generation in 1...3 {
      fixture.pass(99)
      #expect(try await fixture.kms.rotateDue() == 0)
      fixture.pass(1)
      #expect(try await fixture.kms.rotateDue() == 1)
      #expect(try await fixture.state(key) == .deactivated)
      key = try #require(try await successor(of: key, fixture))
      #expect(key == .text("disk@\(generation)"))
    }
    #expect(try await fixture.kms.rotateDue() == 0)
  }

  @Test func replacingByHandEndsThePolicy() async throws {
    let fixture = try Fixture()
    let key = try await planned(fixture, every: 100)
    let new = try await fixture.perform(ReKey(uniqueIdentifier: key)).uniqueIdentifier
    fixture.pass(1000)
    #expect(try await fixture.kms.rotateDue() == 0)
    let attributes = try await fixture.attributes(new)
    #expect(!attributes.contains(.rotateInterval) && attributes.rotateAutomatic == nil)
  }

  @Test func theOffsetPutsOffTheFirstTime() async throws {
    let fixture = try Fixture()
    let key = try await planned(fixture, every: 100) { $0.items.append(Item(.rotateOffset, .interval(50))) }
    fixture.pass(149)
    #expect(try await fixture.kms.rotateDue() == 0)
    fixture.pass(1)
    #expect(try await fixture.kms.rotateDue() == 1)
    fixture.pass(100)
    #expect(try await fixture.kms.rotateDue() == 1)
    _ = key
  }

  @Test func onlyWhatIsActiveAndMeantToBeIsReplaced() async throws {
    let fixture = try Fixture()
    let revoked = try await planned(fixture, every: 100)
    try await fixture.revoke(revoked, .cessationOfOperation)
    let manual = try await planned(fixture, every: 100)
    try await fixture.perform(SetAttribute(uniqueIdentifier: manual, newAttribute: Attribute(.rotateAutomatic, false)))
    let archived = try await planned(fixture, every: 100)
    try await fixture.perform(Archive(uniqueIdentifier: archived))
    _ = try await fixture.makeKey()
    fixture.pass(1000)
    #expect(try await fixture.kms.rotateDue() == 0)
  }

  @Test func pairsAndCertificatesAreReplacedToo() async throws {
    let fixture = try Fixture()
    let pair = try await fixture.makePair()
    let interval = Attribute(.rotateInterval, Interval(seconds: 100))
    try await fixture.perform(
      SetAttribute(uniqueIdentifier: pair.privateKeyUniqueIdentifier, newAttribute: interval))
    fixture.pass(100)
    #expect(try await fixture.kms.rotateDue() == 1)
    let new = try #require(try await successor(of: pair.privateKeyUniqueIdentifier, fixture))
    #expect(try await successor(of: pair.publicKeyUniqueIdentifier, fixture) != nil)
    fixture.pass(100)
    #expect(try await fixture.kms.rotateDue() == 1)
    #expect(try await successor(of: new, fixture) != nil)
  }

  @Test func oneThatCannotBeReplacedStopsNoOther() async throws {
    let said = Said()
    let fixture = try Fixture(report: { said.append($0) })
    let block = KeyBlock(
      keyFormatType: .raw, keyValue: .plain(.bytes(Secret([UInt8](repeating: 7, count: 16))), attributes: nil),
      cryptographicAlgorithm: .idea, cryptographicLength: 128)
    let strange = try await fixture.perform(
      Register(
        objectType: .symmetricKey,
        attributes: .with {
          $0.cryptographicAlgorithm = .idea
          $0.cryptographicLength = 128
          $0.activationDate = fixture.now
          $0.rotateInterval = Interval(seconds: 10)
        }, object: .symmetricKey(SymmetricKey(keyBlock: block)))
    ).uniqueIdentifier
    let key = try await planned(fixture, every: 100)
    fixture.pass(100)
    #expect(try await fixture.kms.rotateDue() == 1)
    #expect(try await successor(of: key, fixture) != nil)
    #expect(
      said.lines.count == 2 && said.lines.contains { $0.hasPrefix("\(strange) is due to be replaced and cannot be") })
  }

  @Test func itLooksAtEveryTickUntilTheClockStops() async throws {
    let fixture = try Fixture()
    let key = try await planned(fixture, every: 100)
    fixture.pass(100)
    await fixture.kms.keepRotating(every: .seconds(60), on: TickingClock(ticks: 0))
    #expect(try await successor(of: key, fixture) == nil)
    await fixture.kms.keepRotating(every: .seconds(60), on: TickingClock(ticks: 1))
    #expect(try await successor(of: key, fixture) != nil)
  }
}

private final class Said: Sendable {
  private let kept = Mutex<[String]>([])
  var lines: [String] { kept.withLock { $0 } }
  func append(_ line: String) { kept.withLock { $0.append(line) } }
}

/// Lets so many sleeps pass at once, and breaks the next one off.
private final class TickingClock: Clock {
  typealias Instant = ContinuousClock.Instant
  private let ticks: Mutex<Int>

  init(ticks: Int) { self.ticks = Mutex(ticks) }

  var now: Instant { ContinuousClock().now }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let isOver = ticks.withLock { ticks in
      ticks -= 1
      return ticks < 0
    }
    if isOver { throw CancellationError() }
  }
}
