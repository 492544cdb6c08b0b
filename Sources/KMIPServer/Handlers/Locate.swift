import KMIP
import KeyStore

extension Locate: Handled {
  func response(in context: inout Context) async throws -> Response {
    try await context.settleDue()
    let (query, access) = (try query(context), context.access)
    let answer = try await context.store.read { try access.locate(query, in: $0) }
    if let id = answer.ids.first, answer.ids.count == 1 {
      context.leave(id, as: .locate)
    } else {
      context.placeholder = nil
    }
    return Response(
      locatedItems: Int32(clamping: answer.total), uniqueIdentifier: answer.ids.map { .text($0) })
  }

  private func query(_ context: Context) throws(OperationFailure) -> LocateQuery {
    guard maximumItems ?? 0 >= 0, offsetItems ?? 0 >= 0 else {
      throw OperationFailure(.numericRange, "maximum items and offset items are not negative")
    }
    var attributes = attributes ?? Attributes()
    for item in attributes.items { try GivenAttributes.known(item) }
    if objectGroupMember == .groupMemberFresh { attributes.fresh = true }
    return LocateQuery(
      owner: context.identity.name, attributes: attributes,
      includesDestroyed: storageStatusMask?.contains(.destroyedStorage) ?? false,
      maximumItems: maximumItems.map(Int.init), offsetItems: Int(offsetItems ?? 0))
  }
}

extension Access {
  /// The store knows owners alone: what a ticket shows is chosen here.
  fileprivate func locate(_ query: LocateQuery, in store: StoreReader) throws -> LocateQuery.Answer {
    guard scope?.limitsObjects == true else { return try store.locate(query) }
    var all = query
    (all.maximumItems, all.offsetItems) = (nil, 0)
    var answer = try store.locate(all)
    answer.ids = try answer.ids.filter { try find($0, in: store) != nil }
    answer.total = answer.ids.count
    answer.ids = Array(answer.ids.dropFirst(query.offsetItems).prefix(query.maximumItems ?? .max))
    return answer
  }
}

extension Context {
  /// Writes down what dates have done, so that the database looks at true states.
  func settleDue() async throws {
    let now = now
    guard try await store.read({ try !$0.due(at: now.seconds).isEmpty }) else { return }
    try await store.transaction { writer in
      for id in try writer.reader.due(at: now.seconds) {
        guard let object = try writer.object(id)?.settled(at: now) else { continue }
        try writer.update(object)
      }
    }
  }
}
