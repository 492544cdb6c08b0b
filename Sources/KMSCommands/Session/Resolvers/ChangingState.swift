import KMIP

// The state and its dates tell (KMIP 2.1 §4.57).
extension Evidence {
  fileprivate func state(
    of id: UniqueIdentifier?, isGoneOnceDone: Bool = false, isReached: (State, Attributes) -> Bool
  ) async throws -> Resolution<Void> {
    let id = id?.description ?? ""
    guard let attributes = try await attributes(of: id) else {
      if isGoneOnceDone, before[id] != nil { return .applied(()) }
      return .unknown("\(id) is not there, or may not be seen")
    }
    guard let state = attributes.state else { return .unknown("the server does not tell the state of \(id)") }
    return isReached(state, attributes) ? .applied(()) : .notApplied
  }
}

extension Activate: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    try await evidence.state(of: uniqueIdentifier) { state, _ in state != .preActive }
      .answered(Response(uniqueIdentifier: uniqueIdentifier ?? .text("")))
  }
}

extension Revoke: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    let code = revocationReason.revocationReasonCode
    let compromises = code == .keyCompromise || code == .caCompromise
    return try await evidence.state(of: uniqueIdentifier) { state, _ in
      switch state {
      case .compromised, .destroyedCompromised: true
      case .deactivated, .destroyed: !compromises
      default: false
      }
    }.answered(Response(uniqueIdentifier: uniqueIdentifier ?? .text("")))
  }
}

extension Destroy: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    try await evidence.state(of: uniqueIdentifier, isGoneOnceDone: true) { state, _ in
      state == .destroyed || state == .destroyedCompromised
    }.answered(Response(uniqueIdentifier: uniqueIdentifier ?? .text("")))
  }
}

extension Archive: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    try await evidence.state(of: uniqueIdentifier) { _, attributes in attributes.archiveDate != nil }
      .answered(Response(uniqueIdentifier: uniqueIdentifier ?? .text("")))
  }
}

extension Recover: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    try await evidence.state(of: uniqueIdentifier) { _, attributes in attributes.archiveDate == nil }
      .answered(Response(uniqueIdentifier: uniqueIdentifier ?? .text("")))
  }
}

extension Resolution<Void> {
  func answered<Other>(_ response: Other) -> Resolution<Other> {
    switch self {
    case .applied: .applied(response)
    case .notApplied: .notApplied
    case .unknown(let why): .unknown(why)
    }
  }
}
