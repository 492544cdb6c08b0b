import KMIP
import KeyStore
import Testing

@testable import KMIPServer

@Suite struct LifecycleTests {
  static let states: [State] = [.preActive, .active, .deactivated, .compromised, .destroyed, .destroyedCompromised]
  static let lawful: [State: [LifecycleEvent: State]] = [
    .preActive: [.activate: .active, .deactivate: .deactivated, .compromise: .compromised, .destroy: .destroyed],
    .active: [.deactivate: .deactivated, .compromise: .compromised],
    .deactivated: [.deactivate: .deactivated, .compromise: .compromised, .destroy: .destroyed],
    .compromised: [.destroy: .destroyedCompromised],
    .destroyed: [.deactivate: .destroyed, .compromise: .destroyedCompromised],
    .destroyedCompromised: [:],
  ]

  @Test(arguments: states, LifecycleEvent.allCases)
  func everyStateAnswersEveryEvent(state: State, event: LifecycleEvent) async throws {
    let fixture = try Fixture()
    let id = try await fixture.object(in: state)
    let expected = Self.lawful[state]?[event]
    let answered = try await fixture.happens(event, to: id)
    // What is destroyed is not there any more for Destroy.
    #expect(answered == (expected != nil))
    #expect(try await fixture.state(id) == expected ?? state)
  }

  @Test func datesActWhenTheyCome() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey(active: false) {
      $0.activationDate = DateTime(seconds: fixture.now.seconds + 10)
      $0.deactivationDate = DateTime(seconds: fixture.now.seconds + 20)
    }
    #expect(try await fixture.state(id) == .preActive)
    fixture.pass(10)
    #expect(try await fixture.state(id) == .active)
    fixture.pass(10)
    #expect(try await fixture.state(id) == .deactivated)
    let found = try await fixture.perform(Locate(attributes: .with { $0.state = .deactivated }))
    #expect(found.uniqueIdentifier == [id])
  }

  @Test func revocationIsDated() async throws {
    let fixture = try Fixture()
    let (one, two) = (try await fixture.makeKey(), try await fixture.makeKey())
    fixture.pass(5)
    try await fixture.revoke(one, .superseded)
    try await fixture.revoke(two, .keyCompromise)
    let (old, lost) = (try await fixture.attributes(one), try await fixture.attributes(two))
    #expect(old.deactivationDate == fixture.now)
    #expect(lost.compromiseDate == fixture.now)
    #expect(lost.compromiseOccurrenceDate == lost.initialDate)
    #expect(lost.revocationReason?.revocationReasonCode == .keyCompromise)
  }

  @Test func destroyedObjectsKeepTheirAttributesAndLoseTheirMaterial() async throws {
    let fixture = try Fixture()
    let id = try await fixture.makeKey(active: false)
    try await fixture.perform(Destroy(uniqueIdentifier: id))
    #expect(try await fixture.attributes(id).destroyDate == fixture.now)
    #expect(try await fixture.refusal(Get(uniqueIdentifier: id)) == .objectDestroyed)
    #expect(try await fixture.refusal(Encrypt(uniqueIdentifier: id, data: [1])) == .itemNotFound)
    #expect(try await fixture.store.read { try $0.objectWithMaterial(id.description)?.content } == .absent)
  }
}

extension Fixture {
  fileprivate func object(in state: State) async throws -> UniqueIdentifier {
    let id = try await makeKey(active: state == .active)
    switch state {
    case .deactivated: try await revoke(id, .superseded)
    case .compromised: try await revoke(id, .keyCompromise)
    case .destroyed: try await perform(Destroy(uniqueIdentifier: id))
    case .destroyedCompromised:
      try await revoke(id, .keyCompromise)
      try await perform(Destroy(uniqueIdentifier: id))
    default: break
    }
    return id
  }

  /// Whether the server lets it happen.
  fileprivate func happens(_ event: LifecycleEvent, to id: UniqueIdentifier) async throws -> Bool {
    do {
      switch event {
      case .activate: try await perform(Activate(uniqueIdentifier: id))
      case .deactivate: try await revoke(id, .superseded)
      case .compromise: try await revoke(id, .caCompromise)
      case .destroy: try await perform(Destroy(uniqueIdentifier: id))
      }
      return true
    } catch let failure as OperationFailure {
      #expect([.wrongKeyLifecycleState, .itemNotFound].contains(failure.reason))
      return false
    }
  }
}
