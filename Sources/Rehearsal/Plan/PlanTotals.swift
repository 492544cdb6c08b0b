import KMSSyntax

/// What a list of writes comes to: `500 created, 500 deactivated, 0 destroyed`.
enum PlanTotals {
  // These are told also where there are none.
  private static let usual = ["created", "deactivated", "destroyed"]
  private static let others = ["registered", "imported", "certified", "activated", "compromised", "changed", "refused"]

  static func words(_ writes: [PlannedWrite]) -> [String] {
    var counts: [String: Int] = [:]
    for write in writes { for verb in write.verbs { counts[verb, default: 0] += 1 } }
    return (usual.prefix(1) + others.prefix(4) + usual.suffix(2) + others.suffix(3)).compactMap { verb in
      let count = counts[verb] ?? 0
      return count > 0 || usual.contains(verb) ? "\(count) \(verb)" : nil
    }
  }
}

extension PlannedWrite {
  /// What becomes of its objects; a pair counts once.
  fileprivate var verbs: [String] {
    guard !isRefused else { return ["refused"] }
    var verbs = Self.makers[operation].map { [$0] } ?? []
    // What is made anew comes to its state by that; only a replaced key has a fate of its own.
    if verbs.isEmpty || operation.hasPrefix("Re-key"),
      let target = objects.first(where: { targets.contains($0.id) }), let after = after[target.id],
      after != target.state, let verb = Self.transitions[after]
    {
      verbs.append(verb)
    }
    return verbs.isEmpty ? ["changed"] : verbs
  }

  private static let makers: [String: String] = [
    "Create": "created", "Create Key Pair": "created", "Re-key": "created", "Re-key Key Pair": "created",
    "Derive Key": "created", "Create Split Key": "created", "Join Split Key": "created", "Register": "registered",
    "Import": "imported", "Certify": "certified", "Re-certify": "certified",
  ]

  private static let transitions: [String: String] = [
    "active": "activated", "deactivated": "deactivated", "compromised": "compromised", "destroyed": "destroyed",
    "destroyed-compromised": "destroyed",
  ]
}
