import KMIP
import KMIPClient
import TTLV

extension KMS {
  /// Identifiers that the server names for the terms, and whether it named them all.
  ///
  /// Servers cap their answers and count what they cut off (Cosmian: 1000), so that a full answer is asked for again
  /// in parts until each is below the cap.
  func locate(_ terms: SearchTerms) async throws -> (ids: [String], isWhole: Bool) {
    let cap = try await client().profile().locateCap
    let answer = try await perform(Locate(terms.attributes, maximumItems: cap))
    let ids = answer.uniqueIdentifier.map(\.description).filter { !$0.isTagList }
    guard let cap, answer.uniqueIdentifier.count >= Int(cap) else { return (ids, true) }
    guard !terms.parts.isEmpty else { return (ids, false) }
    var found = OrderedIDs()
    var isWhole = true
    for part in terms.parts {
      do {
        let answer = try await locate(part)
        found.add(answer.ids)
        isWhole = isWhole && answer.isWhole
      } catch is OperationFailure {
        // A server need not know every type and algorithm.
        isWhole = false
      }
    }
    // What stands in no part, such as a type of another vendor, may be in the first answer.
    let count = found.ids.count
    found.add(ids)
    return (found.ids, isWhole && terms.partsCoverAll && found.ids.count == count)
  }

  /// The objects that match, read and held against the terms here.
  func find(_ terms: SearchTerms, limit: Int) async throws -> (objects: [Snapshot], isWhole: Bool) {
    let located = try await locate(terms)
    var objects: [Snapshot] = []
    for start in stride(from: 0, to: located.ids.count, by: 500) where objects.count < limit {
      try Task.checkCancellation()
      let ids = Array(located.ids[start..<min(start + 500, located.ids.count)])
      let readAt = clock()
      for (id, result) in zip(ids, try await attributes(of: ids)) {
        // An object that went away since it was located is no failure of the search.
        guard let attributes = try? result.get(), terms.match(attributes) else { continue }
        objects.append(Snapshot(id: id, attributes: attributes, readAt: readAt))
      }
    }
    return (Array(objects.prefix(limit)), located.isWhole)
  }
}

private struct OrderedIDs {
  private(set) var ids: [String] = []
  private var known: Set<String> = []

  mutating func add(_ more: [String]) {
    for id in more where known.insert(id).inserted { ids.append(id) }
  }
}
